// Walks the site in a browser as people do, and tells what is wrong, a line each: node walk.mjs ADDRESS [FOLDER for screenshots].
// Every kind of page is looked at on a phone and on a wide screen, light and dark, in both languages: no fault that axe
// finds, nothing that the page's own policy refuses, nothing wider than the screen, the same text without scripts.
import { mkdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { chromium } from "playwright-core";
import { paths } from "./paths.mjs";

const [base, folder] = process.argv.slice(2);
if (folder) mkdirSync(folder, { recursive: true });
const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const browser = await chromium.launch({
  executablePath: process.env.TERANG_TEST_CHROMIUM,
  args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
});

let faults = 0, looked = 0;
function fault(where, what) {
  faults++;
  console.log(`${where}: ${what}`);
}

const views = [
  { name: "phone", viewport: { width: 360, height: 740 }, colorScheme: "light" },
  { name: "wide", viewport: { width: 1440, height: 900 }, colorScheme: "dark" },
];

// kinds gives one address of each kind of page: addresses that differ in identifiers, or in what is asked for, are of one kind.
async function kinds() {
  const page = await browser.newPage({ javaScriptEnabled: false });
  const queue = ["/id/", "/en/"], seen = new Set(queue), found = new Map();
  while (queue.length > 0 && seen.size < 4000) {
    const address = queue.shift(), url = new URL(address, base);
    if (url.pathname.startsWith("/docs")) continue;
    const parts = url.pathname.split("/"), asked = [...url.searchParams.keys()];
    if (asked.includes("version") && (parts[1] === "en" || asked.length > 1)) continue; // former versions look alike in both languages
    const kind = [...parts.slice(1, 3), parts.length, parts[3]?.startsWith("20"), asked.includes("version"), asked.length > 0, asked.includes("view")].join();
    if (found.has(kind)) continue;
    const answer = await page.goto(url.href);
    if (!answer || !(answer.headers()["content-type"] ?? "").startsWith("text/html")) continue;
    found.set(kind, address);
    for (const href of await page.$$eval("a[href]", all => all.map(a => a.getAttribute("href")))) {
      if (/^\/(id|en)\//.test(href) && !seen.has(href)) seen.add(href), queue.push(href);
    }
  }
  await page.close();
  return [...found.values()];
}

async function look(view, addresses) {
  const plain = await browser.newContext(view), open = await browser.newContext({ ...view, bypassCSP: true }), without = await browser.newContext({ ...view, javaScriptEnabled: false });
  const page = await plain.newPage(), judged = await open.newPage(), bare = await without.newPage();
  let at = "";
  page.on("console", m => m.type() === "error" && fault(at, m.text()));
  page.on("pageerror", e => fault(at, String(e)));
  page.on("request", r => new URL(r.url()).origin === new URL(base).origin || r.url().startsWith("data:") || fault(at, "asks another server: " + r.url()));
  for (const address of addresses) {
    at = `${view.name} ${address}`;
    looked++;
    await page.goto(base + address);
    const wide = await page.evaluate(() => document.documentElement.scrollWidth);
    if (wide > view.viewport.width) fault(at, `is ${wide} pixels wide`);
    if ((await plain.cookies()).length > 0) fault(at, "sets a cookie");
    if (folder) await page.screenshot({ path: `${folder}/${view.name}${address.replaceAll(/[^a-zA-Z0-9=.-]+/g, "_").slice(0, 120)}.png`, fullPage: true });
    await bare.goto(base + address);
    if ((await bare.innerText("body")) !== (await page.innerText("body"))) fault(at, "says something else without scripts");
    await judged.goto(base + address);
    await judged.evaluate(axe);
    const { violations } = await judged.evaluate(() => globalThis.axe.run());
    for (const v of violations) fault(at, `axe: ${v.id} (${v.impact}), ${v.nodes.length} times: ${v.nodes[0].html.slice(0, 200)}`);
  }
  await Promise.all([plain.close(), open.close(), without.close()]);
}

const addresses = await kinds();
await Promise.all(views.map(view => look(view, addresses)));
for (const view of views) {
  for (const [name, path] of Object.entries(paths)) {
    for (const javaScriptEnabled of [true, false]) {
      const context = await browser.newContext({ ...view, javaScriptEnabled, acceptDownloads: true });
      context.setDefaultTimeout(10_000);
      const page = await context.newPage();
      try {
        await page.goto(base + "/");
        await path(page, view.name);
      } catch (e) {
        fault(`${view.name}, ${name}, scripts ${javaScriptEnabled ? "on" : "off"}, at ${page.url()}`, String(e).split("\n").slice(0, 6).join(" | "));
      }
      await context.close();
    }
  }
}
await browser.close();
console.log(`${looked} pages looked at, of ${addresses.length} kinds; ${faults} faults`);
process.exit(faults > 0 ? 1 : 0);
