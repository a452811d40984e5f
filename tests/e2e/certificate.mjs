// @ts-check
/**
 * A certificate for one host, made anew for each run, so that no key lies in the repository and no other program is
 * needed: X.509 version 3 (RFC 5280) in DER, signed by itself with ECDSA on P-256.
 */
import { createHash, generateKeyPairSync, sign } from 'node:crypto';

const INTEGER = 0x02;
const BIT_STRING = 0x03;
const OCTET_STRING = 0x04;
const OBJECT_IDENTIFIER = 0x06;
const UTF8_STRING = 0x0c;
const UTC_TIME = 0x17;
const SEQUENCE = 0x30;
const SET = 0x31;
const DNS_NAME = 0x82;
const VERSION = 0xa0;
const EXTENSIONS = 0xa3;

const ECDSA_WITH_SHA256 = [0x2a, 0x86, 0x48, 0xce, 0x3d, 0x04, 0x03, 0x02];
const COMMON_NAME = [0x55, 0x04, 0x03];
const SUBJECT_ALT_NAME = [0x55, 0x1d, 0x11];

const DAY = 86_400_000;

/**
 * @param {string} host
 * @returns {{key: string, cert: string, publicKey: string}} Key and certificate as PEM, and the public key's SHA-256 in
 *   base 64, by which Chromium can be told to trust it.
 */
export function certificate(host) {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const spki = publicKey.export({ type: 'spki', format: 'der' });
  const algorithm = der(SEQUENCE, der(OBJECT_IDENTIFIER, ECDSA_WITH_SHA256));
  const name = der(SEQUENCE, der(SET, der(SEQUENCE, der(OBJECT_IDENTIFIER, COMMON_NAME), der(UTF8_STRING, host))));
  const alternative = der(SEQUENCE, der(DNS_NAME, host));
  const body = der(
    SEQUENCE,
    der(VERSION, der(INTEGER, [2])),
    der(INTEGER, [1]),
    algorithm,
    name,
    der(SEQUENCE, der(UTC_TIME, utc(Date.now() - DAY)), der(UTC_TIME, utc(Date.now() + DAY))),
    name,
    spki,
    der(EXTENSIONS, der(SEQUENCE, der(SEQUENCE, der(OBJECT_IDENTIFIER, SUBJECT_ALT_NAME), der(OCTET_STRING, alternative)))),
  );
  const signed = der(SEQUENCE, body, algorithm, der(BIT_STRING, [0], sign('sha256', body, privateKey)));
  return {
    key: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    cert: `-----BEGIN CERTIFICATE-----\n${signed.toString('base64').replace(/.{64}/g, '$&\n')}\n-----END CERTIFICATE-----\n`,
    publicKey: createHash('sha256').update(spki).digest('base64'),
  };
}

/**
 * A value in DER: its tag, the shortest form of its length, and its parts.
 *
 * @param {number} tag
 * @param {...(string | number[] | Buffer)} parts
 */
function der(tag, ...parts) {
  const value = Buffer.concat(parts.map((part) => Buffer.from(/** @type {Buffer} */ (part))));
  const length = value.length;
  const prefix = length < 0x80 ? [length] : length < 0x100 ? [0x81, length] : [0x82, length >> 8, length & 0xff];
  return Buffer.concat([Buffer.from([tag, ...prefix]), value]);
}

/** @param {number} time */
function utc(time) {
  return `${new Date(time).toISOString().slice(2, 19).replace(/\D/g, '')}Z`;
}
