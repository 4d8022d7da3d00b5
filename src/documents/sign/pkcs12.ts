/** Key files (.p12, .pfx; PKCS#12, RFC 7292): opened with the password of their owner, new AES ones and old ones. */
import {
  createDecipheriv,
  createHmac,
  createPrivateKey,
  createPublicKey,
  type KeyObject,
  pbkdf2Sync,
  timingSafeEqual,
} from 'node:crypto';
import { DocumentProblem } from '../problem.ts';
import { type Certificate, readCertificate } from './certificate.ts';
import { concatBytes, DerError, type DerNode, octetsOf, oidOf, readDer, sequenceOf, smallInteger, TAG } from './der.ts';
import { digestOfOid, OID } from './oids.ts';
import { checkIterations, derivePkcs12Key, PKCS12_HASH_SIZES, type Pkcs12Hash, widePassword } from './pkcs12-key.ts';
import { decryptRc2Cbc } from './rc2.ts';
import { localSigner, type Signer } from './signer.ts';

const SIZE_LIMIT = 1024 * 1024;
const BAG_LIMIT = 200;
/** Containers within containers (nested SafeContents). */
const NESTING_LIMIT = 4;

/**
 * Opens a key file. An expired certificate opens: its dates are in the facts.
 *
 * Throws DocumentProblem: sign-key-damaged, sign-key-password, sign-key-absent, sign-key-several, sign-key-mismatch,
 * sign-key-weak, sign-key-unsupported.
 */
export function openPkcs12(bytes: Uint8Array, password: string): Promise<Signer> {
  // A promise because other kinds of signer are opened over a wire.
  return Promise.resolve().then(() => openNow(bytes, password));
}

function openNow(bytes: Uint8Array, password: string): Signer {
  if (bytes.length === 0 || bytes.length > SIZE_LIMIT) throw new DocumentProblem('sign-key-damaged');
  try {
    const { keys, certificates } = readContainer(bytes, password);
    const [key] = keys;
    if (key === undefined) throw new DocumentProblem('sign-key-absent');
    if (keys.length > 1) throw new DocumentProblem('sign-key-several');
    return localSigner(key, certificates);
  } catch (error) {
    if (error instanceof DocumentProblem) throw error;
    const problem = new DocumentProblem('sign-key-damaged');
    problem.cause = error;
    throw problem;
  }
}

interface Contents {
  readonly keys: KeyObject[];
  readonly certificates: Certificate[];
  bags: number;
}

/** The password in the two ways that the formats want it: UTF-16 with an end mark for the old ones, UTF-8 for PBKDF2. */
interface Password {
  readonly wide: Uint8Array;
  readonly utf8: Uint8Array;
}

const EMPTY_PASSWORD: Password = { wide: new Uint8Array(), utf8: new Uint8Array() };

function readContainer(bytes: Uint8Array, typed: string): Contents {
  const [, authSafe, macData] = sequenceOf(readDer(bytes));
  const [type, wrapped] = sequenceOf(authSafe);
  if (oidOf(type) !== OID.data) throw new DocumentProblem('sign-key-unsupported');
  const content = octetsOf(wrapped?.children[0]);
  const variants = passwordVariants(typed);
  if (macData !== undefined) {
    const password = variants.find((variant) => macAgrees(macData, content, variant));
    if (password === undefined) throw new DocumentProblem('sign-key-password');
    return readContents(content, password);
  }
  // Without a check sum only the content itself tells whether the password is right.
  for (const password of variants.slice(0, -1)) {
    try {
      return readContents(content, password);
    } catch (error) {
      if (!(error instanceof DocumentProblem) || error.code !== 'sign-key-password') throw error;
    }
  }
  return readContents(content, variants.at(-1) ?? EMPTY_PASSWORD);
}

function readContents(content: Uint8Array, password: Password): Contents {
  const contents: Contents = { keys: [], certificates: [], bags: 0 };
  for (const part of sequenceOf(readDer(content))) {
    const [kind, value] = sequenceOf(part);
    switch (oidOf(kind)) {
      case OID.data:
        readBags(readDer(octetsOf(value?.children[0])), password, contents, 0);
        break;
      case OID.encryptedData: {
        const [, encrypted] = sequenceOf(value?.children[0]);
        const [, algorithm, data] = sequenceOf(encrypted);
        if (data === undefined) throw new DerError('encrypted content without content');
        const cipher = data.constructed ? concatBytes(data.children.map(octetsOf)) : data.content;
        readBags(readDecrypted(decrypt(algorithm, cipher, password)), password, contents, 0);
        break;
      }
      default:
        throw new DocumentProblem('sign-key-unsupported');
    }
  }
  return contents;
}

function passwordVariants(typed: string): readonly Password[] {
  const texts = [...new Set([typed, typed.normalize('NFC'), typed.normalize('NFD')])];
  const variants: Password[] = texts.map((text) => ({
    wide: widePassword(text),
    utf8: Buffer.from(text, 'utf8'),
  }));
  // "No password" is written in two ways.
  if (typed === '') variants.push(EMPTY_PASSWORD);
  return variants;
}

function readBags(node: DerNode, password: Password, contents: Contents, depth: number): void {
  if (depth > NESTING_LIMIT) throw new DerError('nested too deep');
  for (const bag of sequenceOf(node)) {
    contents.bags += 1;
    if (contents.bags > BAG_LIMIT) throw new DerError('too many entries');
    const [id, wrapped] = sequenceOf(bag);
    const value = wrapped?.children[0];
    if (value === undefined) throw new DerError('entry without value');
    switch (oidOf(id)) {
      case OID.keyBag:
        addKey(contents, value.whole);
        break;
      case OID.shroudedKeyBag: {
        const [algorithm, data] = sequenceOf(value);
        const plain = decrypt(algorithm, octetsOf(data), password);
        readDecrypted(plain);
        addKey(contents, plain);
        break;
      }
      case OID.certificateBag: {
        const [kind, certificate] = sequenceOf(value);
        if (oidOf(kind) === OID.x509Bag)
          contents.certificates.push(readCertificate(octetsOf(certificate?.children[0])));
        break;
      }
      case OID.nestedBag:
        readBags(value, password, contents, depth + 1);
        break;
      default:
        // Revocation lists and secrets are not ours to use.
        break;
    }
  }
}

function addKey(contents: Contents, pkcs8: Uint8Array): void {
  let key: KeyObject;
  try {
    key = createPrivateKey({ key: Buffer.from(pkcs8), format: 'der', type: 'pkcs8' });
  } catch {
    throw new DocumentProblem('sign-key-unsupported');
  }
  const publicKey = createPublicKey(key);
  if (!contents.keys.some((other) => createPublicKey(other).equals(publicKey))) contents.keys.push(key);
}

/** Decrypted bytes that are no ASN.1 mean a wrong password in a file without a check sum. */
function readDecrypted(plain: Uint8Array): DerNode {
  try {
    return readDer(plain);
  } catch {
    throw new DocumentProblem('sign-key-password');
  }
}

function macAgrees(macData: DerNode, content: Uint8Array, password: Password): boolean {
  const [digestInfo, salt, iterations] = sequenceOf(macData);
  const [algorithm, expected] = sequenceOf(digestInfo);
  const [id, parameters] = sequenceOf(algorithm);
  const oid = oidOf(id);
  let mac: Uint8Array;
  if (oid === OID.pbmac1) {
    const [derivation, scheme] = sequenceOf(parameters);
    const digest = hmacDigest(oidOf(sequenceOf(scheme)[0]));
    mac = createHmac(digest, pbkdf2(derivation, password, PKCS12_HASH_SIZES[digest]))
      .update(content)
      .digest();
  } else {
    const digest = digestOfOid(oid);
    if (digest === null || digest === 'md5') throw new DocumentProblem('sign-key-unsupported');
    const rounds = iterations === undefined ? 1 : smallInteger(iterations);
    const key = derivePkcs12Key(digest, 3, password.wide, octetsOf(salt), rounds, PKCS12_HASH_SIZES[digest]);
    mac = createHmac(digest, key).update(content).digest();
  }
  const wanted = octetsOf(expected);
  return mac.length === wanted.length && timingSafeEqual(mac, wanted);
}

function hmacDigest(oid: string): Pkcs12Hash {
  switch (oid) {
    case OID.hmacSha1:
      return 'sha1';
    case OID.hmacSha256:
      return 'sha256';
    case OID.hmacSha384:
      return 'sha384';
    case OID.hmacSha512:
      return 'sha512';
    default:
      throw new DocumentProblem('sign-key-unsupported');
  }
}

function pbkdf2(algorithm: DerNode | undefined, password: Password, wantedLength: number): Uint8Array {
  const [id, parameters] = sequenceOf(algorithm);
  if (oidOf(id) !== OID.pbkdf2) throw new DocumentProblem('sign-key-unsupported');
  const [salt, iterations, ...rest] = sequenceOf(parameters);
  const prf = rest.find((node) => node.tag === TAG.sequence);
  const digest = prf === undefined ? 'sha1' : hmacDigest(oidOf(sequenceOf(prf)[0]));
  return pbkdf2Sync(password.utf8, octetsOf(salt), checkIterations(smallInteger(iterations)), wantedLength, digest);
}

function decrypt(algorithm: DerNode | undefined, data: Uint8Array, password: Password): Uint8Array {
  const [id, parameters] = sequenceOf(algorithm);
  const oid = oidOf(id);
  if (oid === OID.pbes2) return decryptPbes2(parameters, data, password);
  const legacy = LEGACY_CIPHERS.get(oid);
  if (legacy === undefined) throw new DocumentProblem('sign-key-unsupported');
  const [salt, iterations] = sequenceOf(parameters);
  const rounds = smallInteger(iterations);
  const key = derivePkcs12Key('sha1', 1, password.wide, octetsOf(salt), rounds, legacy.keyLength);
  const iv = derivePkcs12Key('sha1', 2, password.wide, octetsOf(salt), rounds, 8);
  if (legacy.rc2Bits !== null) {
    const plain = decryptRc2Cbc(key, legacy.rc2Bits, iv, data);
    if (plain === null) throw new DocumentProblem('sign-key-password');
    return plain;
  }
  const full = legacy.keyLength === 16 ? concatBytes([key, key.subarray(0, 8)]) : key;
  return decipher('des-ede3-cbc', full, iv, data);
}

const LEGACY_CIPHERS: ReadonlyMap<string, { readonly keyLength: number; readonly rc2Bits: number | null }> = new Map([
  [OID.pbeSha1TripleDes, { keyLength: 24, rc2Bits: null }],
  [OID.pbeSha1DoubleDes, { keyLength: 16, rc2Bits: null }],
  [OID.pbeSha1Rc2With128, { keyLength: 16, rc2Bits: 128 }],
  [OID.pbeSha1Rc2With40, { keyLength: 5, rc2Bits: 40 }],
]);

const PBES2_CIPHERS: ReadonlyMap<string, { readonly name: string; readonly keyLength: number }> = new Map([
  [OID.aes128Cbc, { name: 'aes-128-cbc', keyLength: 16 }],
  [OID.aes192Cbc, { name: 'aes-192-cbc', keyLength: 24 }],
  [OID.aes256Cbc, { name: 'aes-256-cbc', keyLength: 32 }],
  [OID.tripleDesCbc, { name: 'des-ede3-cbc', keyLength: 24 }],
]);

function decryptPbes2(parameters: DerNode | undefined, data: Uint8Array, password: Password): Uint8Array {
  const [derivation, scheme] = sequenceOf(parameters);
  const [cipherId, iv] = sequenceOf(scheme);
  const cipher = PBES2_CIPHERS.get(oidOf(cipherId));
  if (cipher === undefined) throw new DocumentProblem('sign-key-unsupported');
  return decipher(cipher.name, pbkdf2(derivation, password, cipher.keyLength), octetsOf(iv), data);
}

function decipher(name: string, key: Uint8Array, iv: Uint8Array, data: Uint8Array): Uint8Array {
  try {
    const cipher = createDecipheriv(name, key, iv);
    return new Uint8Array(Buffer.concat([cipher.update(data), cipher.final()]));
  } catch {
    // The check sum agreed or there was none: what remains is a wrong password.
    throw new DocumentProblem('sign-key-password');
  }
}
