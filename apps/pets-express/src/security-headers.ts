/** No script runs in a page of this app, whatever a pet is called. */
export const securityHeaders = {
  'content-security-policy':
    "default-src 'none'; style-src 'self'; img-src 'self' https:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
  'x-content-type-options': 'nosniff',
  // Not no-referrer: browsers then send the forms of this page with an unknown origin, which gateways refuse.
  'referrer-policy': 'same-origin',
};
