/** Who signed a state of a file, as far as its stored facts say. */
import { z } from 'zod';

const namedSchema = z.object({ signer: z.string().min(1) });
const certificateSchema = z.object({ certificate: z.object({ subject: z.object({ name: z.string().min(1) }) }) });

/** Name of the certificate's holder; null for an unsigned file or facts of another shape. */
export function signerOfFile(signature: unknown): string | null {
  const named = namedSchema.safeParse(signature);
  if (named.success) return named.data.signer;
  const certificate = certificateSchema.safeParse(signature);
  return certificate.success ? certificate.data.certificate.subject.name : null;
}
