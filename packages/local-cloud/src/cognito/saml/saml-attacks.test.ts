import { createHmac } from 'node:crypto';
import {
  createSigningKey,
  type ResponseContent,
  type SigningKey,
  samlResponse,
  signAssertion,
} from '@samples/demo-identity-provider';
import { decodeJwt } from 'jose';
import { beforeAll, describe, expect, it } from 'vitest';
import { SignedXml } from 'xml-crypto';
import { withCloud } from '../../testing/cloud-client.ts';
import { callback, hostedPool } from '../testing/hosted-pool.ts';
import { samlProvider } from '../testing/saml-provider.ts';

const cloud = withCloud();
let pool: Awaited<ReturnType<typeof hostedPool>>;
let provider: Awaited<ReturnType<typeof samlProvider>>;
let stranger: SigningKey;

beforeAll(async () => {
  pool = await hostedPool(cloud);
  [provider, stranger] = await Promise.all([samlProvider(pool, 'Idp'), createSigningKey()]);
});

type Make = (content: ResponseContent, key: SigningKey) => string;

const assertionOf = (response: string) => /<saml:Assertion .*<\/saml:Assertion>/s.exec(response)?.[0] ?? '';
const signatureOf = (xml: string) => /<Signature .*<\/Signature>/s.exec(xml)?.[0] ?? '';
const unsigned = (xml: string) => xml.replace(signatureOf(xml), '');
const idOf = (xml: string) => / ID="([^"]+)"/.exec(xml)?.[1] ?? '';
/** The response with an assertion that says something else, signed as the provider signs. */
const resigned =
  (change: (assertion: string) => string): Make =>
  (content, key) => {
    const response = samlResponse(content, key);
    const assertion = assertionOf(response);
    return response.replace(assertion, () => signAssertion(change(unsigned(assertion)), key));
  };
/** An unsigned assertion for somebody else. */
const evilOf = (assertion: string, id = '_evil') =>
  unsigned(assertion)
    .replace(/ ID="[^"]+"/, ` ID="${id}"`)
    .replace('>ada<', '>admin<');

describe('CG-74: signature wrapping is refused', () => {
  const wrap =
    (make: (parts: { response: string; signed: string; evil: string }) => string): Make =>
    (content, key) => {
      const response = samlResponse(content, key);
      const signed = assertionOf(response);
      return make({ response, signed, evil: evilOf(signed) });
    };
  const inObject = (signature: string, signed: string) =>
    signature.replace('</Signature>', `<Object>${signed}</Object></Signature>`);
  const variants: Record<string, Make> = {
    'evil before the signed assertion': wrap(({ response, signed, evil }) =>
      response.replace(signed, evil + signed),
    ),
    'evil after the signed assertion': wrap(({ response, signed, evil }) =>
      response.replace(signed, signed + evil),
    ),
    'evil around the signed assertion': wrap(({ response, signed, evil }) =>
      response.replace(signed, evil.replace('<saml:Subject>', `${signed}<saml:Subject>`)),
    ),
    'the original in an Object of the moved signature': wrap(({ response, signed, evil }) => {
      const moved = inObject(signatureOf(signed), unsigned(signed));
      return response.replace(signed, evil.replace('</saml:Issuer>', `</saml:Issuer>${moved}`));
    }),
    'the same ID, the original in Extensions': wrap(({ response, signed }) => {
      const twin = evilOf(signed, idOf(signed));
      return response.replace(signed, `<samlp:Extensions>${signed}</samlp:Extensions>${twin}`);
    }),
    'the original in Extensions, evil unsigned': wrap(({ response, signed, evil }) =>
      response.replace(signed, `<samlp:Extensions>${signed}</samlp:Extensions>${evil}`),
    ),
    'the signature moved to evil': wrap(({ response, signed, evil }) =>
      response.replace(
        signed,
        unsigned(signed) + evil.replace('</saml:Issuer>', `</saml:Issuer>${signatureOf(signed)}`),
      ),
    ),
    'the original Response in an evil one': wrap(({ response, signed, evil }) =>
      response.replace(signed, `${evil}<samlp:Extensions>${response}</samlp:Extensions>`),
    ),
    'evil of another namespace prefix': wrap(({ response, signed, evil }) =>
      response.replace(signed, evil.replaceAll('saml:', 'x:').replace('xmlns:saml', 'xmlns:x') + signed),
    ),
    'the reference changed to evil': wrap(({ response, signed, evil }) => {
      const moved = signatureOf(signed).replace(`URI="#${idOf(signed)}"`, 'URI="#_evil"');
      return response.replace(signed, evil.replace('</saml:Issuer>', `</saml:Issuer>${moved}`));
    }),
    'an empty reference': wrap(({ response, signed }) =>
      response.replace(/URI="#[^"]+"/, 'URI=""').replace(signed, signed),
    ),
  };
  it.each(Object.entries(variants))('%s', async (_, make) => {
    const outcome = await provider.outcomeOf(make);
    expect(outcome).toMatch(/^(Invalid SAML response received|Error in SAML response processing)/);
  });

  it.each(Object.entries(variants).filter(([name]) => /^(evil|the original|the same ID)/.test(name)))(
    'for its second Assertion: %s',
    async (_, make) => {
      const outcome = await provider.outcomeOf(make);
      expect(outcome).toContain('expected one Assertion in the Response');
    },
  );
});

describe('CG-74: a signature is refused', () => {
  const signatureIsInvalid = 'Error in SAML response processing: SAML Assertion signature is invalid';

  it.each<[string, Make]>([
    ['that is missing', (content, key) => unsigned(samlResponse(content, key))],
    ['of another key, which it names', (content) => samlResponse(content, stranger)],
    ['of another text', (content, key) => samlResponse(content, key).replace('>ada<', '>bob<')],
    [
      'of another attribute',
      (content, key) => samlResponse(content, key).replace('ada@example.com', 'bob@example.com'),
    ],
    [
      'whose value is another',
      (content, key) => samlResponse(content, key).replace(/<SignatureValue>..../, '<SignatureValue>AAAA'),
    ],
  ])('%s', async (_, make) => {
    expect(await provider.outcomeOf(make)).toBe(signatureIsInvalid);
  });

  it.each([
    ['http://www.w3.org/2000/09/xmldsig#rsa-sha1', 'http://www.w3.org/2001/04/xmlenc#sha256'],
    ['http://www.w3.org/2001/04/xmldsig-more#rsa-sha256', 'http://www.w3.org/2000/09/xmldsig#sha1'],
  ])('by %s with %s', async (signatureAlgorithm, digestAlgorithm) => {
    const outcome = await provider.outcomeOf((content, key) => {
      const response = samlResponse(content, key);
      const assertion = assertionOf(response);
      const signer = new SignedXml({
        privateKey: key.privateKey.export({ type: 'pkcs8', format: 'pem' }),
        signatureAlgorithm,
        canonicalizationAlgorithm: 'http://www.w3.org/2001/10/xml-exc-c14n#',
      });
      const transforms = [
        'http://www.w3.org/2000/09/xmldsig#enveloped-signature',
        'http://www.w3.org/2001/10/xml-exc-c14n#',
      ];
      signer.addReference({ xpath: "/*[local-name(.)='Assertion']", digestAlgorithm, transforms });
      signer.computeSignature(unsigned(assertion), { location: { reference: '/*/*[1]', action: 'after' } });
      return response.replace(assertion, () => signer.getSignedXml());
    });
    expect(outcome).toMatch(
      /the algorithm http:\/\/www.w3.org\/2000\/09\/xmldsig#(rsa-)?sha1 is not allowed/,
    );
  });

  it('by the public key as a shared secret', async () => {
    const outcome = await provider.outcomeOf((content, key) => {
      const mac = createHmac('sha1', key.certificate).update('x').digest('base64');
      return samlResponse(content, key)
        .replace(
          'http://www.w3.org/2001/04/xmldsig-more#rsa-sha256',
          'http://www.w3.org/2000/09/xmldsig#hmac-sha1',
        )
        .replace(/<SignatureValue>[^<]*/, `<SignatureValue>${mac}`);
    });
    expect(outcome).toContain('#hmac-sha1 is not allowed');
  });

  it('with two SignedInfo, or of the Response alone', async () => {
    const twice: Make = (content, key) => {
      const response = samlResponse(content, key);
      const info = /<SignedInfo>.*<\/SignedInfo>/s.exec(response)?.[0] ?? '';
      return response.replace(info, info + info);
    };
    expect(await provider.outcomeOf(twice)).not.toBe('signed in');
    const outer: Make = (content, key) => {
      const response = unsigned(samlResponse(content, key));
      const signer = new SignedXml({
        privateKey: key.privateKey.export({ type: 'pkcs8', format: 'pem' }),
        signatureAlgorithm: 'http://www.w3.org/2001/04/xmldsig-more#rsa-sha256',
        canonicalizationAlgorithm: 'http://www.w3.org/2001/10/xml-exc-c14n#',
      });
      const transforms = [
        'http://www.w3.org/2000/09/xmldsig#enveloped-signature',
        'http://www.w3.org/2001/10/xml-exc-c14n#',
      ];
      signer.addReference({
        xpath: '/*',
        digestAlgorithm: 'http://www.w3.org/2001/04/xmlenc#sha256',
        transforms,
      });
      signer.computeSignature(response, { location: { reference: '/*/*[1]', action: 'after' } });
      return signer.getSignedXml();
    };
    expect(await provider.outcomeOf(outer)).toBe(signatureIsInvalid);
  });
});

describe('CG-75: an assertion for somebody or something else is refused', () => {
  it('and the right one is not', async () => {
    expect(await provider.outcomeOf(samlResponse)).toBe('signed in');
  });

  const minute = 60_000;
  it.each<[string, Partial<ResponseContent>, string]>([
    ['another recipient', { consumerUrl: 'http://other.auth.localhost/saml2/idpresponse' }, 'Destination'],
    ['another audience', { audience: 'urn:amazon:cognito:sp:us-east-1_other' }, 'udience'],
    ['another issuer', { issuer: 'https://other.example/' }, 'Issuer'],
    ['another request', { inResponseTo: '_other' }, 'InResponseTo'],
    ['no request', { inResponseTo: undefined }, 'InResponseTo'],
    ['yesterday', { now: Date.now() - 24 * 60 * minute }, 'No valid subject confirmation'],
    ['tomorrow', { now: Date.now() + 24 * 60 * minute }, 'not yet valid'],
  ])('%s', async (_, wrong, reason) => {
    const outcome = await provider.outcomeOf((content, key) => samlResponse({ ...content, ...wrong }, key));
    expect(outcome).toMatch(/^Invalid SAML response received/);
    expect(outcome).toContain(reason);
  });

  it.each<[string, Make, string]>([
    [
      'another Recipient alone',
      resigned((xml) => xml.replace(/Recipient="[^"]*"/, 'Recipient="http://evil.example/"')),
      'Recipient',
    ],
    ['no Recipient', resigned((xml) => xml.replace(/ Recipient="[^"]*"/, '')), 'Recipient'],
    [
      'another Issuer of the assertion alone',
      resigned((xml) => xml.replace(/<saml:Issuer>[^<]*/, '<saml:Issuer>x')),
      'another Issuer',
    ],
    [
      'no SubjectConfirmation',
      resigned((xml) => xml.replace(/<saml:SubjectConfirmation .*<\/saml:SubjectConfirmation>/, '')),
      'confirmed for nobody',
    ],
    [
      'another Method',
      resigned((xml) => xml.replace('cm:bearer', 'cm:holder-of-key')),
      'confirmed for nobody',
    ],
    [
      'no end of the confirmation',
      resigned((xml) => xml.replace(/ NotOnOrAfter="[^"]*" Recipient/, ' Recipient')),
      'NotOnOrAfter',
    ],
    [
      'no end of the conditions',
      resigned((xml) => xml.replace(/(<saml:Conditions [^>]*) NotOnOrAfter="[^"]*"/, '$1')),
      'NotOnOrAfter',
    ],
    ['no Conditions', resigned((xml) => xml.replace(/<saml:Conditions .*<\/saml:Conditions>/, '')), ''],
    [
      'no AudienceRestriction',
      resigned((xml) => xml.replace(/<saml:AudienceRestriction>.*<\/saml:AudienceRestriction>/, '')),
      '',
    ],
    ['no NameID', resigned((xml) => xml.replace(/<saml:NameID.*<\/saml:NameID>/, '')), 'NameID'],
    ['an empty NameID', resigned((xml) => xml.replace('>ada<', '><')), 'NameID is empty'],
    [
      'a failed status',
      (content, key) => samlResponse(content, key).replace('status:Success', 'status:Responder'),
      'status',
    ],
    [
      'another Destination',
      (content, key) =>
        samlResponse(content, key).replace(/Destination="[^"]*"/, 'Destination="http://evil.example/"'),
      'Destination',
    ],
    [
      'encryption',
      (content, key) =>
        samlResponse(content, key).replace(
          '</samlp:Response>',
          '<saml:EncryptedAssertion/></samlp:Response>',
        ),
      'encrypted',
    ],
  ])('%s', async (_, make, reason) => {
    const outcome = await provider.outcomeOf(make);
    expect(outcome).toMatch(/^Invalid SAML response received/);
    expect(outcome).toContain(reason);
  });

  it('a comment in the NameID changes nothing, wherever it was written', async () => {
    const nameOf = async (make: Make) => {
      const { content, relayState, browser } = await provider.begin();
      const { parameters } = await provider.respond(make(content, provider.key), relayState, browser);
      const { body } = await pool.exchange(parameters.get('code'), { client_id: provider.ClientId });
      return decodeJwt(body.id_token)['cognito:username'];
    };
    expect(
      await nameOf((content, key) => samlResponse(content, key).replace('>ada<', '>a<!-- x -->da<')),
    ).toBe('Idp_ada');
    expect(await nameOf(resigned((xml) => xml.replace('>ada<', '>ada<!-- x -->.evil<')))).toBe(
      'Idp_ada.evil',
    );
  });
});

describe('CG-76: a document is refused', () => {
  it.each<[string, Make, string]>([
    ['with a document type', (content, key) => `<!DOCTYPE x>${samlResponse(content, key)}`, 'document type'],
    [
      'with entities',
      (content, key) =>
        `<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>${samlResponse(content, key).replace('>ada<', '>&e;<')}`,
      'document type',
    ],
    ['with an unknown entity', (content, key) => samlResponse(content, key).replace('>ada<', '>&e;<'), ''],
    ['that is not XML', () => 'x', 'not XML'],
    ['of another kind', () => '<a/>', 'no Response'],
    ['that is nested 20,000 deep', () => '<a>'.repeat(20_000), 'at most 6000 tags'],
  ])('%s', async (_, make, reason) => {
    const outcome = await provider.outcomeOf(make);
    expect(outcome).toMatch(/^(Invalid SAML response|Invalid samlResponse or relayState|<!doctype html>)/);
    expect(outcome).toContain(reason);
    expect(outcome).not.toContain('root:');
  });

  it('that is too long, or has no RelayState of a sign-in here', async () => {
    const { content, relayState, browser } = await provider.begin();
    const long = await provider.respond(`<a>${'x'.repeat(100_000)}</a>`, relayState, browser);
    expect(long.page.body).toContain('Invalid samlResponse or relayState from identity provider');
    for (const relay of ['', 'x', 'https://evil.example/', 'identity_provider=Idp']) {
      const { page } = await provider.respond(samlResponse(content, provider.key), relay, browser);
      expect(page.status).toBe(400);
      expect(page.body).toContain('Invalid relayState');
    }
  });
});

describe('CG-72: a response that comes again, or that nobody asked for', () => {
  it('is refused: a sign-in ends once', async () => {
    const { content, relayState, browser } = await provider.begin();
    const xml = samlResponse(content, provider.key);
    expect((await provider.respond(xml, relayState, browser)).parameters.has('code')).toBe(true);
    expect((await provider.respond(xml, relayState, browser)).page.body).toContain('Invalid relayState');
    const again = await provider.begin();
    const { parameters } = await provider.respond(xml, again.relayState, again.browser);
    expect(parameters.get('error_description')).toContain('InResponseTo');
  });

  it('is refused where the provider may begin, and begins with the same assertion twice or with a stolen one', async () => {
    const open = await samlProvider(pool, 'Open', { details: { IDPInit: 'true' } });
    const { content, browser } = await open.begin();
    const app = {
      response_type: 'code',
      client_id: open.ClientId,
      redirect_uri: callback,
      identity_provider: 'Open',
    };
    const relay = (more = {}) => new URLSearchParams({ ...app, ...more }).toString();
    const xml = samlResponse({ ...content, inResponseTo: undefined }, open.key);
    expect((await open.respond(xml, relay(), browser)).parameters.has('code')).toBe(true);
    const again = await open.respond(xml, relay(), browser);
    expect(again.parameters.get('error_description')).toContain('used before');
    const endless = resigned((assertion) =>
      assertion.replace(/<saml:Conditions [^>]*>/, '<saml:Conditions>'),
    );
    const forever = endless({ ...content, inResponseTo: undefined }, open.key);
    const { parameters } = await open.respond(forever, relay(), browser);
    expect(parameters.get('error_description')).toContain('has no NotOnOrAfter');
    const stolen = await open.respond(samlResponse(content, open.key), relay(), browser);
    expect(stolen.parameters.get('error_description')).toContain('InResponseTo');
    const long = await open.respond(xml, relay({ state: 'x'.repeat(8192) }), browser);
    expect(long.page.body).toContain('Invalid relayState');
    const elsewhere = await open.respond(xml, relay({ client_id: pool.ClientId }), browser);
    expect(elsewhere.page.body).toContain('Invalid relayState');
    const away = await open.respond(xml, relay({ redirect_uri: 'https://evil.example/' }), browser);
    expect(away.page.headers.location).toContain('/error?error=redirect_mismatch');
    const closed = await provider.respond(
      samlResponse({ ...content, inResponseTo: undefined }, provider.key),
      relay({ identity_provider: 'Idp', client_id: provider.ClientId }),
      browser,
    );
    expect(closed.page.body).toContain('Invalid relayState');
  });

  it('is refused at the domain of another pool', async () => {
    const other = await hostedPool(cloud);
    const { content, relayState } = await provider.begin();
    const { page } = await provider.respond(samlResponse(content, provider.key), relayState, other.browser());
    expect(page.status).toBe(400);
  });
});

describe('a user of the pool', () => {
  it('CG-71: who has the name of a provider’s user keeps it', async () => {
    await pool.addUser('Idp_eve');
    const outcome = await provider.outcomeOf((content, key) =>
      samlResponse({ ...content, nameId: 'eve' }, key),
    );
    expect(outcome).toBe('Already found an entry for the provided username.');
  });
});
