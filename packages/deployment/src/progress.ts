/** What a deployment reports while it runs. Only the commands print. */
export type Progress =
  | { kind: 'step'; text: string }
  | { kind: 'warning'; text: string }
  | { kind: 'resource'; logicalId: string; type: string; status: string; reason?: string };

export type Report = (progress: Progress) => void;
