/** Writes a key file (.p12) that today's OpenSSL, Windows and Java open: AES-256, PBKDF2 with SHA-256. */
import { createCipheriv, createHash, createHmac, type KeyObject, pbkdf2Sync, randomBytes } from 'node:crypto';
import { der, derInteger, derNull, derOctets, derOid, derSequence, derSet } from './der.ts';
import { OID } from './oids.ts';
import { derivePkcs12Key, widePassword } from './pkcs12-key.ts';

/** Rounds of key derivation: opening takes about a tenth of a second, guessing a password as often takes long. */
const ITERATIONS = 100_000;

/** A key file with one key and its certificates (the key's own first). */
export function writePkcs12(
  key: KeyObject,
  certificates: readonly Uint8Array[],
  password: string,
  iterations = ITERATIONS,
): Uint8Array {
  const [own] = certificates;
  if (own === undefined) throw new Error('a key file needs the certificate of its key');
  const attributes = derSet(
    derSequence(derOid(OID.localKeyId), derSet(derOctets(createHash('sha1').update(own).digest()))),
  );
  const keyBag = bag(OID.shroudedKeyBag, encryptedKey(key, password, iterations), attributes);
  const certificateBags = certificates.map((certificate, index) =>
    bag(
      OID.certificateBag,
      derSequence(derOid(OID.x509Bag), der(0xa0, derOctets(certificate))),
      ...(index === 0 ? [attributes] : []),
    ),
  );
  const safe = derSequence(dataInfo(derSequence(...certificateBags)), dataInfo(derSequence(keyBag)));
  const salt = randomBytes(16);
  const macKey = derivePkcs12Key('sha256', 3, widePassword(password), salt, iterations, 32);
  const mac = createHmac('sha256', macKey).update(safe).digest();
  return derSequence(
    derInteger(3),
    dataInfo(safe),
    derSequence(
      derSequence(derSequence(derOid(OID.sha256), derNull()), derOctets(mac)),
      derOctets(salt),
      derInteger(iterations),
    ),
  );
}

function dataInfo(content: Uint8Array): Uint8Array {
  return derSequence(derOid(OID.data), der(0xa0, derOctets(content)));
}

function bag(kind: string, value: Uint8Array, ...attributes: readonly Uint8Array[]): Uint8Array {
  return derSequence(derOid(kind), der(0xa0, value), ...attributes);
}

/** EncryptedPrivateKeyInfo with PBES2. */
function encryptedKey(key: KeyObject, password: string, iterations: number): Uint8Array {
  const salt = randomBytes(16);
  const iv = randomBytes(16);
  const secret = pbkdf2Sync(Buffer.from(password, 'utf8'), salt, iterations, 32, 'sha256');
  const cipher = createCipheriv('aes-256-cbc', secret, iv);
  const plain = key.export({ format: 'der', type: 'pkcs8' });
  const data = Buffer.concat([cipher.update(plain), cipher.final()]);
  const derivation = derSequence(
    derOid(OID.pbkdf2),
    derSequence(derOctets(salt), derInteger(iterations), derSequence(derOid(OID.hmacSha256), derNull())),
  );
  const scheme = derSequence(derOid(OID.aes256Cbc), derOctets(iv));
  return derSequence(derSequence(derOid(OID.pbes2), derSequence(derivation, scheme)), derOctets(data));
}
