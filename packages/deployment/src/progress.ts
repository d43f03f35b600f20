/** What a deployment tells while it runs. Nothing below the commands prints; they report. */
export type Progress =
  | { kind: 'step'; text: string }
  | { kind: 'warning'; text: string }
  | { kind: 'resource'; logicalId: string; type: string; status: string; reason?: string };

export type Report = (progress: Progress) => void;
