import { generateKeyPairSync, sign } from 'node:crypto';
import type { Certificate } from './fake-server.js';

/** DER: a tag, the length of what follows in as few bytes as it takes, and what follows. */
const der = (tag: number, ...parts: readonly Buffer[]): Buffer => {
  const content = Buffer.concat(parts);
  const length = content.length.toString(16);
  const bytes = Buffer.from(length.padStart(length.length + (length.length % 2), '0'), 'hex');
  const head = content.length < 128 ? [tag, content.length] : [tag, 0x80 + bytes.length, ...bytes];
  return Buffer.concat([Buffer.from(head), content]);
};

const sequence = (...parts: readonly Buffer[]): Buffer => der(0x30, ...parts);
const bits = (bytes: Buffer): Buffer => der(0x03, Buffer.from([0]), bytes);
/** UTCTime: two digits each from the year on. */
const time = (date: Date): Buffer => {
  const digits = date.toISOString().replaceAll(/[-:T]|\.\d+/g, '');
  return der(0x17, Buffer.from(digits.slice(2)));
};

/** ecdsa-with-SHA256 and commonName, as object identifiers. */
const ECDSA_SHA256 = sequence(der(0x06, Buffer.from('2a8648ce3d040302', 'hex')));
const COMMON_NAME = der(0x06, Buffer.from('550403', 'hex'));

const DAY_MS = 86_400_000;

/** Makes a key and a certificate that nobody but it itself signed (X.509, RFC 5280), for a day. */
export function selfSigned(commonName: string): Certificate {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const name = sequence(der(0x31, sequence(COMMON_NAME, der(0x0c, Buffer.from(commonName)))));
  const now = Date.now();
  const validity = sequence(time(new Date(now - DAY_MS)), time(new Date(now + DAY_MS)));
  const serial = der(0x02, Buffer.from([1]));
  const subjectKey = publicKey.export({ type: 'spki', format: 'der' });
  const content = sequence(serial, ECDSA_SHA256, name, validity, name, subjectKey);
  const certificate = sequence(content, ECDSA_SHA256, bits(sign('sha256', content, privateKey)));
  const lines = certificate.toString('base64').replaceAll(/.{64}/g, '$&\n');
  return {
    key: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    cert: `-----BEGIN CERTIFICATE-----\n${lines}\n-----END CERTIFICATE-----\n`,
  };
}
