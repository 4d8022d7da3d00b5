import type { papers as vietnamese } from '../vi/papers.ts';

export const papers = {
  title: 'Outgoing documents',
} satisfies typeof vietnamese;
