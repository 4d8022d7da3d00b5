/** Tasks of the part on implementation that are given to nobody. */
import { agencyHeading, type FoundAgency, isAdministrative, isClosing, sectionsOf } from './agencies.ts';
import type { PlanContext } from './context.ts';
import { firstVerb } from './offices.ts';
import { type OutlineNode, walk } from './outline.ts';
import { taskRows } from './task-tables.ts';

/** Their words, in order: numbered items beside agencies that begin with a verb, and rows of a table without an office. */
export function looseTasks(context: PlanContext, agencies: readonly FoundAgency[]): string[] {
  const loose: string[] = [];
  const own = new Set(agencies.flatMap((agency) => [...agency.paras]));
  for (const section of sectionsOf(context.outline)) {
    const headings = section.children.filter((node) => agencyHeading(node) !== null);
    if (headings.length >= 2)
      for (const node of section.children) if (isLoose(node) && !own.has(node.para)) loose.push(node.para.body);
    for (const { table, index } of [...walk([section])].flatMap((node) => node.tables)) {
      const rows = taskRows(table, index);
      if (!rows.some((row) => row.who !== '')) continue;
      for (const row of rows) if (row.who === '' && row.tasks.length > 0) loose.push(row.tasks.join('; '));
    }
  }
  return loose;
}

function isLoose(node: OutlineNode): boolean {
  const { body, marker } = node.para;
  if (marker === null || isAdministrative(body) || isClosing(node.para) || agencyHeading(node) !== null) return false;
  if (node.children.some((child) => agencyHeading(child) !== null)) return false;
  // The issuer itself sets up a board.
  if (/^Thành lập\s/u.test(body)) return false;
  return firstVerb(` ${body.charAt(0).toLocaleLowerCase('vi')}${body.slice(1)}`) === 0;
}
