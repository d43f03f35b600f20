/** A double that JavaScript would print differently: whole, very large or very small. */
export class JavaDouble {
  readonly value: number;

  constructor(value: number) {
    this.value = value;
  }

  /** `Double.toString` */
  toString(): string {
    return doubleText(this.value);
  }
}

export function javaDouble(value: number): number | JavaDouble {
  const size = Math.abs(value);
  return !Number.isInteger(value) && size >= 1e-3 && size < 1e7 ? value : new JavaDouble(value);
}

function doubleText(value: number): string {
  if (!Number.isFinite(value)) return String(value);
  const sign = value < 0 || Object.is(value, -0) ? '-' : '';
  const size = Math.abs(value);
  if (size === 0) return `${sign}0.0`;
  if (size >= 1e-3 && size < 1e7) return sign + (Number.isInteger(size) ? `${size}.0` : String(size));
  const [digits = '', exponent = ''] = size.toExponential().split('e');
  return `${sign}${digits.includes('.') ? digits : `${digits}.0`}E${Number(exponent)}`;
}
