/** How the installation is: versions, sizes, background work. */
import type { WebApp } from '../../platform/http/web.ts';
import { DescriptionList, EmptyState, formatBytes, formatNumber, Section, Table } from '../../ui/index.ts';
import { textsOf } from '../shell/index.ts';
import { administrationPage } from './frame.tsx';
import { readSystem } from './service.ts';

export function systemPages(app: WebApp): void {
  app.get('/quan-tri/he-thong', async (c) => {
    const state = await readSystem(c.var.ctx);
    const { system: words } = textsOf(c).administration;
    const queueNames: Readonly<Record<string, string>> = words.queues;
    const minutes = Math.floor(state.uptimeSeconds / 60);
    const uptime = words.days(Math.floor(minutes / 1440), Math.floor(minutes / 60) % 24, minutes % 60);
    return administrationPage(c, {
      title: words.title,
      tab: 'system',
      children: (
        <>
          <Section title={words.about} hang>
            <DescriptionList
              facts={[
                { label: words.version, value: state.version },
                { label: words.node, value: state.node },
                { label: words.database, value: state.databaseVersion },
                { label: words.migrations, value: words.migrationsAt(state.migration) },
                { label: words.accounts, value: formatNumber(state.accounts) },
                { label: words.units, value: formatNumber(state.units) },
                { label: words.databaseSize, value: formatBytes(state.databaseSize) },
                {
                  label: words.diskFree,
                  value: state.disk && words.diskOf(formatBytes(state.disk.free), formatBytes(state.disk.total)),
                },
                { label: words.dataFolder, value: <code class="break">{state.dataFolder}</code> },
                { label: words.memory, value: formatBytes(state.memory) },
                { label: words.uptime, value: uptime },
                {
                  label: words.mail,
                  value: `${state.hasMailServer ? words.mailOn : words.mailOff} (${words.mailWaiting(state.mailWaiting)})`,
                },
              ]}
            />
          </Section>
          <Section title={words.jobs} note={words.jobsNote} hang>
            <Table
              id="queues"
              caption={words.jobsCaption}
              captionHidden
              layout="cards"
              rows={state.queues.filter((queue) => !queue.name.startsWith('__'))}
              rowKey={(queue) => queue.name}
              empty={<EmptyState title={words.noJobs} />}
              columns={[
                {
                  key: 'name',
                  label: words.queue,
                  header: true,
                  cell: (queue) => queueNames[queue.name] ?? queue.name,
                },
                { key: 'waiting', label: words.waiting, number: true, cell: (queue) => formatNumber(queue.waiting) },
                { key: 'active', label: words.active, number: true, cell: (queue) => formatNumber(queue.active) },
                { key: 'failed', label: words.failed, number: true, cell: (queue) => formatNumber(queue.failed) },
              ]}
            />
          </Section>
        </>
      ),
    });
  });
}
