/** What a deployment reports while it runs. Only the commands print. */
export type Progress =
  | { kind: 'step'; text: string }
  | { kind: 'warning'; text: string }
  | { kind: 'resource'; logicalId: string; type: string; status: string; reason?: string };

export type Report = (progress: Progress) => void;

/** Whether a resource that was made comes with something that its owner should know. */
export function isWarning(progress: Progress): boolean {
  if (progress.kind === 'warning') return true;
  return (
    progress.kind === 'resource' && /^(CREATE|UPDATE)_COMPLETE$/.test(progress.status) && !!progress.reason
  );
}
