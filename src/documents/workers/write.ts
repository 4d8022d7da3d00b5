/** Worker entry: writes papers. Typst is loaded by the first that needs it; its memory goes when the thread ends. */
import { ZodError } from 'zod';
import { serveTasks } from '../../platform/workers/serve.ts';
import { DocumentProblem } from '../problem.ts';
import { type BatchResult, writeTaskSchema } from '../writer-tasks.ts';
import { type DocModel, parseDocModel } from '../write/doc-model.ts';
import { writeDocx } from '../write/docx.ts';
import { kitPdf, kitSvg } from '../write/kit/kit.ts';
import { writeMergedPdf, writePdf } from '../write/pdf/pdf.ts';
import { previewPages } from '../write/pdf/preview.ts';

function modelOf(json: unknown): DocModel {
  try {
    return parseDocModel(json);
  } catch (error) {
    if (!(error instanceof ZodError)) throw error;
    throw new DocumentProblem('paper-invalid', error.issues[0]?.path.join('.'));
  }
}

function batch(models: readonly unknown[], options: Parameters<typeof writePdf>[1]): BatchResult {
  return models.map((model) => {
    try {
      return { ok: true, file: writePdf(modelOf(model), options) };
    } catch (error) {
      // One paper that cannot be set does not keep the others from being made.
      if (!(error instanceof DocumentProblem)) throw error;
      return { ok: false, code: error.code, message: error.message };
    }
  });
}

function perform(task: unknown): unknown {
  const parsed = writeTaskSchema.parse(task);
  switch (parsed.kind) {
    case 'pdf':
      return writePdf(modelOf(parsed.model), created(parsed.options));
    case 'preview':
      return previewPages(modelOf(parsed.model), { from: parsed.from, to: parsed.to });
    case 'docx':
      return { bytes: writeDocx(modelOf(parsed.model)) };
    case 'batch':
      return batch(parsed.models, created(parsed.options));
    case 'merged':
      return writeMergedPdf(parsed.models.map(modelOf), created(parsed.options));
    case 'kit':
      return { bytes: parsed.as === 'pdf' ? kitPdf(parsed.sheet) : new TextEncoder().encode(kitSvg(parsed.sheet)) };
  }
}

function created(options: { created?: string | undefined }): { created?: string } {
  return options.created === undefined ? {} : { created: options.created };
}

serveTasks(perform);
