import { existsSync } from 'node:fs';
import path from 'node:path';
import { type Browser, chromium } from 'playwright-core';

const names = ['chromium', 'chromium-browser', 'google-chrome'];
const folders = (process.env.PATH ?? '').split(path.delimiter);
const candidates = names.flatMap((name) => folders.map((folder) => path.join(folder, name)));

/** The Chromium of this machine. With `REQUIRE_BROWSER=1` it is an error that there is none. */
export const browserPath = candidates.find((file) => existsSync(file));
export const mustHaveBrowser = process.env.REQUIRE_BROWSER === '1';

/**
 * A browser in which foreign host names resolve to this machine. What listens on `publicPort` counts as a page of
 * the Internet, and the browser's own protection of local addresses is on; otherwise it is off.
 */
export async function startBrowser(publicPort?: number): Promise<Browser> {
  const strangers = ['evil.example', '*.amazonaws.com'];
  return await chromium.launch({
    executablePath: browserPath ?? 'chromium',
    args: [
      '--no-sandbox',
      '--ignore-certificate-errors',
      `--host-resolver-rules=${strangers.map((name) => `MAP ${name} 127.0.0.1`).join(',')}`,
      publicPort === undefined
        ? '--disable-features=LocalNetworkAccessChecks'
        : `--ip-address-space-overrides=127.0.0.1:${publicPort}=public`,
    ],
  });
}
