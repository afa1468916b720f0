// Opens every page of a folder in Chromium, wide, narrow and dark, and lets axe look at it.
// Also: nothing is fetched, no script or style is refused, nothing is wider than a narrow screen.
// Usage: node browse.mjs FOLDER CHROMIUM

import { mkdtemp, readFile, readdir, rm } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import path from "node:path";
import { pathToFileURL } from "node:url";
import puppeteer from "puppeteer-core";

const VIEWS = [
  { name: "1280 px", width: 1280, scheme: "light" },
  { name: "320 px", width: 320, scheme: "light" },
  { name: "1280 px, dark", width: 1280, scheme: "dark" },
];
// Every page has the same stylesheet: dark is tried on those for everybody, large print where it is
// hardest.
const viewsOf = (name) => {
  if (name.includes("-large")) return [VIEWS[1]];
  return name.includes("-public") ? VIEWS : VIEWS.slice(0, 2);
};
const TABS = 2;

const [folder, chromium] = process.argv.slice(2);
const axe = await readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const names = (await readdir(folder)).filter((name) => name.endsWith(".html")).sort();
const troubles = [];
let looked = 0;

async function look(tab, name) {
  const url = pathToFileURL(path.join(folder, name)).href;
  let view;
  const say = (what) => troubles.push(`${name} at ${view.name}: ${what}`);
  const onRequest = (request) => request.url() !== url && say(`fetches ${request.url()}`);
  const onMessage = (message) => say(`the browser says: ${message.text()}`);
  tab.on("request", onRequest).on("console", onMessage);
  for (view of viewsOf(name)) {
    looked += 1;
    await tab.setViewport({ width: view.width, height: 900 });
    await tab.emulateMediaFeatures([{ name: "prefers-color-scheme", value: view.scheme }]);
    if (tab.url() !== url) {
      await tab.goto(url);
      await tab.evaluate(axe);
    }
    const wide = await tab.evaluate(() => document.scrollingElement.scrollWidth - window.innerWidth);
    if (wide > 0) say(`is ${wide} px wider than the screen`);
    for (const each of await tab.evaluate(violations)) {
      say(`${each.id}: ${each.help} (${each.number}): ${each.first}`);
    }
  }
  tab.off("request", onRequest).off("console", onMessage);
}

// Runs in the page.
async function violations() {
  const found = await globalThis.axe.run(document, { resultTypes: ["violations"] });
  return found.violations.map(({ id, help, nodes }) => ({
    id,
    help,
    number: nodes.length,
    first: nodes[0].html,
  }));
}

const profile = await mkdtemp(path.join(tmpdir(), "listening-pages-"));
const browser = await puppeteer.launch({
  executablePath: chromium,
  userDataDir: profile,
  headless: true,
  args: [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
  ],
});
try {
  const waiting = [...names];
  const inTab = async () => {
    const tab = await browser.newPage();
    while (waiting.length) await look(tab, waiting.shift());
  };
  await Promise.all(Array.from({ length: TABS }, inTab));
} finally {
  await browser.close();
  await rm(profile, { recursive: true, force: true });
}

for (const trouble of troubles) console.log(trouble);
console.log(`axe: ${names.length} pages, looked at ${looked} times, ${troubles.length} troubles.`);
process.exit(troubles.length || !names.length ? 1 : 0);
