export function Brand() {
  return (
    <div class="brand">
      <svg viewBox="0 0 32 32" aria-hidden="true">
        <rect width="32" height="32" rx="9" />
        <path d="M10.5 22a4.5 4.5 0 0 1-.6-8.96 6.5 6.5 0 0 1 12.3.9A4.1 4.1 0 0 1 21.8 22z" />
      </svg>
      Cloud Logic
    </div>
  );
}
