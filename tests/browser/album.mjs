// The picture book: every page of the quality walk, light and dark, wide and narrow, with an index to leaf through.

import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

const SCHEMES = ['light', 'dark'];
const WINDOWS = [{ width: 1440, height: 900 }, { width: 320, height: 640 }];

// The pictures of README.md: as much of the page as a window shows, in light.
const README = {
  'fr clerk /desk/orders': 'orders.png',
  'fr clerk /desk/orders/7090564/progress': 'order-progress.png',
  'fr anyone /shop/demo/fr/': 'storefront.png',
};

/// An empty book in `folder`. `photograph(page, name)` leaves the page as it found it; `close()` writes the index.
export async function openAlbum(folder) {
  const names = new Map(); // page → its pictures
  await rm(folder, { recursive: true, force: true });
  await mkdir(join(folder, 'readme'), { recursive: true });

  async function photograph(page, name) {
    const before = page.viewportSize();
    const pictures = [];
    for (const viewport of WINDOWS) {
      await page.setViewportSize(viewport);
      for (const colorScheme of SCHEMES) {
        await page.emulateMedia({ colorScheme });
        // What is fixed to the window's edge belongs at the page's end: the window is as high as the page.
        const height = await page.evaluate(() => document.documentElement.scrollHeight);
        await page.setViewportSize({ ...viewport, height: Math.max(viewport.height, height) });
        const picture = `${name.replace(/[^\w-]+/g, '_')}.${viewport.width}.${colorScheme}.png`;
        await page.screenshot({ path: join(folder, picture), fullPage: true });
        pictures.push(picture);
        await page.setViewportSize(viewport);
        if (viewport === WINDOWS[0] && colorScheme === 'light' && README[name]) {
          await page.screenshot({ path: join(folder, 'readme', README[name]) });
        }
      }
    }
    names.set(name, pictures);
    await page.emulateMedia({ colorScheme: 'light' });
    await page.setViewportSize(before);
  }

  const close = () => writeFile(join(folder, 'index.html'), index(names));
  return { photograph, close };
}

function index(names) {
  const pages = [...names].map(([name, pictures]) => {
    const images = pictures.map((picture) => `<a href="${picture}"><img src="${picture}" alt="${picture}" loading="lazy"></a>`);
    return `<h2>${name.replaceAll('&', '&amp;').replaceAll('<', '&lt;')}</h2>\n<p>${images.join('\n')}</p>`;
  });
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<title>Comptoir, page by page</title>
<style>
  body { font: 15px system-ui, sans-serif; background: #ddd; }
  p { display: flex; gap: 8px; align-items: start; }
  img { max-height: 640px; max-width: 44vw; border: 1px solid #888; }
</style>
<h1>Comptoir, page by page (${names.size})</h1>
${pages.join('\n')}
</html>
`;
}
