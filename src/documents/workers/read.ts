/** Worker entry: reads files from outside. One task, one file; no state between tasks. */
import { serveTasks } from '../../platform/workers/serve.ts';
import { defineForm, fileHash } from '../forms/define.ts';
import type { FormDefinition, ReadValues } from '../forms/definition.ts';
import { readFilledForm, readFormDocument } from '../forms/read-values.ts';
import { namelessPdf } from '../nameless/pdf.ts';
import { readPlan } from '../plan/read-plan.ts';
import type { Picture } from '../pictures/picture.ts';
import { DocumentProblem } from '../problem.ts';
import { readAnyDocument } from '../read-document.ts';
import { readRows, type SheetRows } from '../rows/read-rows.ts';
import { wordsOf } from '../words.ts';
import { type MergeRows, readMergeRows } from '../write/merge-rows.ts';
import { type PlanFile, readTaskSchema } from '../worker-tasks.ts';

type Answer = PlanFile | FormDefinition | ReadValues | MergeRows | SheetRows | Picture | Uint8Array | string;

async function perform(task: unknown): Promise<Answer> {
  const parsed = readTaskSchema.parse(task);
  switch (parsed.kind) {
    case 'read-plan': {
      const document = await readAnyDocument(parsed.bytes, parsed.name);
      const file = { name: parsed.name, sha256: fileHash(parsed.bytes) };
      return { plan: readPlan(document), form: defineForm(document, file), document };
    }
    case 'read-words':
      return wordsOf(await readAnyDocument(parsed.bytes, parsed.name));
    case 'merge-rows':
      return readMergeRows(parsed.bytes, parsed.name);
    case 'sheet-rows':
      return readRows(parsed.bytes, parsed.name, parsed.most);
    case 'define-form': {
      // A form may be a spreadsheet as well; a plan is never one.
      const document = await readFormDocument(parsed.bytes, parsed.name);
      const form = defineForm(document, { name: parsed.name, sha256: fileHash(parsed.bytes) });
      if (form === null) throw new DocumentProblem('form-absent');
      return form;
    }
    // The picture library is heavy; a thread that reads documents only never loads it.
    case 'read-picture':
      return (await import('../pictures/picture.ts')).readPicture(parsed.bytes, parsed.width);
    case 'draw-png':
      return (await import('../pictures/picture.ts')).drawPng(parsed.bytes, parsed.width);
    case 'nameless-pdf':
      return namelessPdf(parsed.bytes);
    case 'read-values':
      return readFilledForm(parsed.definition, parsed.bytes, parsed.name);
  }
}

serveTasks(perform);
