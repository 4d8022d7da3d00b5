/** What every picture of the product is made of: a place to stand in, a size, a way there. */
import type { Page } from 'playwright-core';

export const DESK = { width: 1366, height: 820 };
export const PHONE = { width: 360, height: 740 };

export interface Place {
  readonly page: Page;
  readonly url: string;
  /** A page of its own, signed in as a person of the demonstration: for what others have to do before the picture. */
  readonly as: (who: string) => Promise<Page>;
}

export interface Picture {
  readonly name: string;
  /** Address part of the demonstration's mail; null is the administrator, '' somebody without an account. */
  readonly who: string | null;
  readonly size: typeof DESK;
  readonly height?: number;
  /** Brings the page to where the picture is taken. */
  readonly show: (place: Place) => Promise<void>;
}

/** Today's address of the Week; every person of the demonstration has one. */
export async function week({ page, url }: Pick<Place, 'page' | 'url'>): Promise<string> {
  await page.goto(url);
  const href = await page.locator('a[href^="/tuan-le/"]').first().getAttribute('href');
  const found = /^\/tuan-le\/\d+/.exec(href ?? '')?.[0];
  if (!found) throw new Error(`no Week on ${page.url()}`);
  return url + found;
}

export async function scrollTo(page: Page, text: string): Promise<void> {
  const target = page.locator('main').getByText(text, { exact: true }).first();
  await target.evaluate((element) => window.scrollTo(0, element.getBoundingClientRect().top + window.scrollY - 70));
}
