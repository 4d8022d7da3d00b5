/** Papers as files and pictures, made by the writing workers; what they refuse becomes a problem of the catalogue. */
import { DocumentProblem } from '../../documents/problem.ts';
import type { DocModel } from '../../documents/write/doc-model.ts';
import {
  type PdfFile,
  type Preview,
  previewInWorker,
  writeDocxInWorker,
  writePdfInWorker,
} from '../../documents/writer-client.ts';
import type { Platform } from '../../platform/context.ts';
import { Problem } from '../../platform/errors/problem.ts';

type Writers = Pick<Platform, 'writers'>;

/** @throws Problem request.too-large for a paper that cannot be set in time, request.too-many while all writers are busy */
export function makePdf({ writers }: Writers, model: DocModel): Promise<PdfFile> {
  return told(writePdfInWorker(writers, model));
}

/** @throws as makePdf */
export function makeDocx({ writers }: Writers, model: DocModel): Promise<Uint8Array> {
  return told(writeDocxInWorker(writers, model));
}

/** The first pages as pictures. @throws as makePdf */
export function makePreview({ writers }: Writers, model: DocModel, to: number): Promise<Preview> {
  return told(previewInWorker(writers, model, { to }));
}

async function told<T>(work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    if (!(error instanceof DocumentProblem)) throw error;
    const options = { detail: error.message, cause: error };
    if (error.code === 'paper-too-long') throw new Problem('request.too-large', options);
    if (error.code === 'writer-busy') throw new Problem('request.too-many', options);
    throw error;
  }
}
