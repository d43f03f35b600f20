import { useId } from 'preact/hooks';

/** A few alternatives, one of which is always chosen. */
export function Choice<Value extends string>({
  label,
  values,
  value,
  onChange,
}: {
  label: string;
  values: Readonly<Record<Value, string>>;
  value: Value;
  onChange: (value: Value) => void;
}) {
  const name = useId();
  const options = Object.entries(values) as [Value, string][];
  return (
    <fieldset class="choice">
      <legend>{label}</legend>
      <div>
        {options.map(([option, text]) => (
          <label key={option}>
            <input type="radio" name={name} checked={option === value} onChange={() => onChange(option)} />
            <span>{text}</span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}
