// What people come for, step by step; each path begins on the home page. They go by what people see: names of links,
// labels, headings. A path throws where it cannot go on.
import assert from "node:assert/strict";

const text = page => page.locator("main").innerText();

// follow clicks a link of the page's main part, and waits for where it leads.
async function follow(page, name) {
  await page.getByRole("main").getByRole("link", { name }).first().click();
}

// part opens a part of the site from the head of the page.
async function part(page, name) {
  await page.getByRole("banner").getByRole("link", { name, exact: true }).click();
}

// file asks for what a link leads to, as a download would.
async function file(page, link) {
  const answer = await page.request.get(new URL(await link.getAttribute("href"), page.url()).href);
  assert.equal(answer.status(), 200, answer.url());
  return { type: answer.headers()["content-type"], body: await answer.body() };
}

export const paths = {
  // Wants a story: what was bought, a workbook of it, one contract, and an address to cite.
  async journalist(page) {
    await page.getByLabel("Cari paket, perusahaan, desa, atau nomor").fill("jalan");
    await page.getByRole("button", { name: "Cari", exact: true }).first().click();
    assert.match(await text(page), /[0-9]+ proses ditemukan/);
    const workbook = await file(page, page.getByRole("link", { name: /^XLSX/ }).first());
    assert.match(workbook.type, /spreadsheetml/);
    assert.equal(workbook.body.subarray(0, 2).toString(), "PK");
    await page.getByRole("link", { name: "Tabel" }).click();
    await page.getByRole("main").getByRole("table").getByRole("link").first().click();
    assert.match(page.url(), /\/id\/processes\//);
    assert.match(await text(page), /Cara mengutip/);
    await page.getByRole("contentinfo").getByRole("link", { name: "Alamat tetap laman ini" }).isVisible();
    const cited = new URL(await page.getByRole("contentinfo").getByRole("link", { name: "Alamat tetap laman ini" }).getAttribute("href"));
    await page.goto(new URL(cited.pathname + cited.search, page.url()).href);
    assert.ok(cited.searchParams.get("version"), "the address names no version");
    await part(page, "English");
    assert.match(await text(page), /How to cite/);
  },

  // Wants to watch a contractor: its page, how it performed and on how much of its contracts, one of them, a feed.
  async monitor(page) {
    await part(page, "Penyedia");
    await page.locator("main tbody").getByRole("link").first().click();
    assert.match(page.url(), /\/id\/suppliers\/./);
    const shown = await text(page);
    assert.match(shown, /[0-9]+ dari [0-9]+/, "no figure says of how many");
    assert.match(shown, /Cakupan/i);
    const feed = await file(page, page.locator('link[type="application/atom+xml"]').first());
    assert.match(feed.type, /atom/);
    await page.locator("#contracts ~ div table").first().getByRole("link").first().click();
    assert.match(page.url(), /\/id\/processes\//);
    assert.match(await text(page), /Yang belum dipublikasikan/);
    assert.match(await text(page), /Laporkan kesalahan atau adukan/);
    await page.locator("#flags").getByRole("link").first().click();
    assert.match(page.url(), /\/id\/methods\//);
    assert.match(await text(page), /Yang perlu diingat/);
  },

  // Wants to see what the public sees: a package by its number, what is faulty, what has been published when.
  async officer(page) {
    await part(page, "Cari");
    await follow(page, /./);
    await page.goto(new URL("/id/search?stage=implementation", page.url()).href);
    await page.getByRole("main").getByRole("article").getByRole("link").first().click();
    const ocid = decodeURIComponent(new URL(page.url()).pathname.split("/").pop());
    await part(page, "Cari");
    await page.getByRole("searchbox").first().fill(ocid);
    await page.getByRole("button", { name: "Cari", exact: true }).first().click();
    assert.ok(page.url().includes("/id/processes/" + ocid), `an ocid leads to ${page.url()}`);
    await part(page, "Mutu data");
    assert.match(await text(page), /Temuan/i);
    await part(page, "Unduh");
    const sums = await file(page, page.getByRole("link", { name: "SHA256SUMS" }).first());
    assert.match(sums.body.toString(), /^[0-9a-f]{64} {2}/);
    await part(page, "Jelajahi");
    assert.ok(await page.getByRole("img").count() > 0, "no picture of figures");
    assert.ok(await page.getByRole("table").count() > 0, "no table beside the pictures");
  },
};
