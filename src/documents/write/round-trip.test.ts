/** What the writers write, the readers read: a plan made here can be dropped in by the level below. */
import { describe, expect, it } from 'vitest';
import { defineForm } from '../forms/define.ts';
import { readPlan } from '../plan/read-plan.ts';
import { readDocument } from '../read-document.ts';
import { writeDocx } from './docx.ts';
import { planModel } from './plan-model.ts';
import { sampleDefinition, samplePlan } from './test-samples.ts';

const document = readDocument(writeDocx(planModel(samplePlan)), 'ke-hoach.docx');

describe('a plan written and read again', () => {
  const { reading } = readPlan(document);

  it('has the same facts', () => {
    expect(reading.type).toBe('KẾ HOẠCH');
    expect(reading.issuer).toBe('Ủy ban nhân dân tỉnh Đồng Xanh');
    expect(reading.urgency).toBe('hỏa tốc');
    expect(reading.title).toBe(samplePlan.subject.replace('\n', ' '));
    expect(reading.bases.map((basis) => basis.number)).toEqual(['4000/BGDĐT-GDTX', '12/KH-UBND']);
    expect(reading.themes).toEqual(samplePlan.themes);
    expect(reading.week).toEqual(samplePlan.week);
    expect(reading.ceremony).toEqual(samplePlan.ceremony);
    expect(reading.agencies.map((agency) => [agency.name, agency.tasks.length])).toEqual(
      samplePlan.agencies.map((agency) => [agency.name, agency.tasks.length]),
    );
    expect(reading.deadlines).toMatchObject(samplePlan.deadlines);
    expect(reading.programme).toEqual(samplePlan.programme);
    expect(reading.recipients).toEqual(samplePlan.recipients);
    expect(reading.signer).toEqual(samplePlan.signature);
  });

  it('has the same report form in its annex', () => {
    const form = defineForm(document, { name: 'ke-hoach.docx', sha256: '' });
    expect(form?.sections.map((section) => section.number)).toEqual(
      sampleDefinition.sections.map((section) => section.number),
    );
    expect(form?.groups.map((group) => [group.number, group.label, group.open])).toEqual(
      sampleDefinition.groups.map((group) => [group.number, group.label, group.open]),
    );
    expect(
      form?.groups.flatMap((group) => group.lines.map((line) => [line.label, line.under, line.measures.length])),
    ).toEqual(
      sampleDefinition.groups.flatMap((group) =>
        group.lines.map((line) => [line.label, line.under, line.measures.length]),
      ),
    );
  });
});
