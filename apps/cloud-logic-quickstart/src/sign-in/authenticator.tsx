import { CodeField } from '../ui/field.tsx';
import { Form } from '../ui/form.tsx';
import { QrCode } from './qr-code.tsx';

/** Pairs an authenticator app: a QR code, its secret to type instead, and the first code of the app as the proof. */
export function Authenticator({
  email,
  secret,
  onCode,
}: {
  email: string;
  secret: string;
  onCode: (code: string) => Promise<unknown>;
}) {
  return (
    <Form submit="Turn on" onSubmit={({ code = '' }) => onCode(code)}>
      <ol class="steps">
        <li>
          <p>Scan this with an authenticator app.</p>
          <QrCode text={authenticatorUrl(email, secret)} label="QR code for an authenticator app" />
          <details>
            <summary>Type a key instead</summary>
            <p class="secret">
              <code>{secret.replace(/(.{4})/g, '$1 ').trim()}</code>
            </p>
          </details>
        </li>
        <li>
          <CodeField label="Code that the app shows" />
        </li>
      </ol>
    </Form>
  );
}

/** https://github.com/google/google-authenticator/wiki/Key-Uri-Format */
export function authenticatorUrl(email: string, secret: string): string {
  const issuer = 'Cloud Logic';
  const label = encodeURIComponent(`${issuer}:${email}`);
  return `otpauth://totp/${label}?secret=${secret}&issuer=${encodeURIComponent(issuer)}`;
}
