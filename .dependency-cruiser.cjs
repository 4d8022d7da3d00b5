/**
 * The import law (shared design, section 3): platform ← documents, ui ← features ← cli, app.
 * A feature reaches another only through its index.ts; rules.ts imports nothing that does I/O.
 */
module.exports = {
  forbidden: [
    { name: 'no-circular', severity: 'error', from: {}, to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } } },
    { name: 'platform-is-the-ground', severity: 'error', from: { path: '^src/platform/' }, to: { path: '^src/(documents|ui|features|cli|app)' } },
    { name: 'documents-is-a-library', comment: 'the document engine knows no database, no web and no feature', severity: 'error', from: { path: '^src/documents/' }, to: { path: ['^src/(ui|features|cli|app)', '^src/platform/(?!text/|clock/|workers/)', 'node_modules/(pg|kysely|hono|preact)/'] } },
    { name: 'ui-knows-no-feature', severity: 'error', from: { path: '^src/ui/' }, to: { path: '^src/(documents|features|cli|app)' } },
    { name: 'features-are-below-the-doors', severity: 'error', from: { path: '^src/features/' }, to: { path: '^src/(cli|app)' } },
    { name: 'features-meet-through-index', severity: 'error', from: { path: '^src/features/([^/]+)/' }, to: { path: '^src/features/([^/]+)/', pathNot: ['^src/features/$1/', '^src/features/[^/]+/index\\.ts$'] } },
    { name: 'rules-are-pure', severity: 'error', from: { path: '^src/features/[^/]+/rules[^/]*\\.ts$' }, to: { path: ['^src/platform/(?!text/|clock/|errors/|ids/)', '^src/features/[^/]+/(store|service|pages|api|jobs)', 'node_modules/(pg|kysely|hono|pg-boss|nodemailer)/', '^node:(fs|net|http|child_process|worker_threads)'] } },
    { name: 'only-stores-know-sql', severity: 'error', from: { path: '^src/features/[^/]+/(?!store|[a-z.-]+\\.test)' }, to: { path: 'node_modules/(pg|kysely)/', dependencyTypesNot: ['type-only'] } },
  ],
  options: {
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    doNotFollow: { path: 'node_modules' },
    enhancedResolveOptions: { extensions: ['.ts', '.tsx', '.js', '.mjs', '.json'] },
  },
};
