// A small library of laws as the search index has it, made by another hand than build_tools/search, straight from
// docs/contributing/search-format.md: what the scripts read is checked against the page, not against the build.
// Lists are heavy, shards full and slabs over early, so that a few laws have some of each.
"use strict";
const path = require("node:path");

const scripts = path.join(__dirname, "..", "..", "overrides", "assets", "js");
globalThis.tiaowen = require(path.join(scripts, "lead.js"));
const twSearch = require(path.join(scripts, "search", "text.js"));
for (const name of ["index", "lists", "hits", "stages", "jump", "facets", "engine"])
  require(path.join(scripts, "search", name + ".js"));
const { text } = twSearch;

const BASE91 = Array.from({ length: 92 }, (_, i) => String.fromCharCode(35 + i)).filter((char) => char !== "\\").join("");
const HEAVY = 60;
const SHARD = 400;
const HEAD = 5;
const SLAB = 40;

const digits = (number, width) =>
  (width > 1 ? digits(Math.floor(number / 91), width - 1) : "") + BASE91[number % 91];

/** A posting list: [[id, level], …] from the id `start` on. */
function encode(postings, start) {
  let next = start;
  return postings
    .map(([id, level]) => {
      const step = id - next;
      next = id + 1;
      const mark = ["", "!", " ", "! "][level];
      if (step < 60) return mark + digits(step, 1);
      if (step < 1425) return mark + digits(60 * 91 + step - 60, 2);
      if (step < 125640) return mark + digits(75 * 8281 + step - 1425, 3);
      return mark + "~" + digits(step - 125640, 4);
    })
    .join("");
}

function termsOf(said) {
  const found = new Map();
  const runs = text.runs(said);
  for (const run of runs)
    for (let i = 0; i + 1 < run.length; i++) {
      const pair = run.slice(i, i + 2);
      found.set(pair, found.has(pair) ? 1 : 0);
    }
  const firsts = new Set([...found.keys()].map((pair) => pair[0]));
  for (const run of runs) if (!firsts.has(run.slice(-1))) found.set(run.slice(-1) + "$", 0);
  return found;
}

/**
 * Laws [{key, segment, title, force (digit), turns, kind, region, year, of (key of the law whose older text it is), front,
 * articles: [text or [path, text]], words, aliases}], best first → {load, docs, day}. `docs`: [{id, key, segment, eid, label,
 * text}]; titles come first. `load.asked` are the paths that were loaded.
 */
function library(laws) {
  const current = laws.map((law, v) => (law.of ? laws.findIndex((each) => each.key === law.of && !each.of) : v));
  for (const law of laws) law.key = law.of || law.key;
  const works = laws.flatMap((law, v) => (current[v] === v ? [v] : []));
  const docs = works.map((v) => ({ v, eid: "", label: "", text: laws[v].title }));
  const slabs = [];
  const files = {};
  laws.forEach((law, v) => {
    if (docs.length >= SLAB * (slabs.length + 1)) slabs.push(docs.length);
    docs.push({ v, eid: "", label: "", text: law.front || "", block: "h0" });
    law.articles.forEach((article, i) => {
      const [above, said] = Array.isArray(article) ? article : ["", article];
      const label = `第${text.chinese(i + 1)}条`;
      docs.push({ v, eid: `art_${i + 1}`, label, text: said, above, block: `a${Math.floor((i + 1) / 10)}` });
    });
    Object.assign(files, blocks(law, v, docs));
  });
  slabs.push(docs.length);
  docs.forEach((doc, id) => Object.assign(doc, { id, key: laws[doc.v].key, segment: laws[doc.v].segment }));
  const index = buckets(docs, slabs, names(laws, current), [...new Set(laws.flatMap((law) => law.words || []))]);
  Object.assign(files, index.files);
  const column = (make) => laws.map(make).join("");
  const old = laws.flatMap((_, v) => (current[v] === v ? [] : [v]));
  const counts = laws.map((law) => digits(law.articles.length, 2));
  files.directory = {
    v: 1,
    g: "test",
    day: "2026-11-26",
    works: works.length,
    total: docs.length,
    slabs,
    n: laws.length,
    sid: column((law) => text.sids(law.key, law.segment)[0]),
    sidx: {},
    head: column(() => digits(1, 1)),
    art: counts.map((n) => n[0]).join("") + counts.map((n) => n[1]).join(""),
    odd: {},
    force: column((law) => law.force || 0),
    kind: column((law) => (law.kind === undefined ? 1 : law.kind).toString(36)),
    region: column((law) => (law.region || 0).toString(36)),
    year: column((law) => digits((law.year || 2020) - 1948, 1)),
    old: [old.map((v, i) => v - (i ? old[i - 1] : 0)), old.map((v) => current[v])],
    turns: laws.flatMap((law, v) => (law.turns || []).map(([day, force]) => [v, day, force])),
    fold: ["範", "范"],
    ...index.columns,
  };
  files.folding = ["條勞動傷", "条劳动伤"];
  files.facets = { regions: ["北京", "天津"], bodies: ["", "国务院"], body: column((law) => digits(law.kind === 6 ? 1 : 0, 2)) };

  function load(name) {
    load.asked.push(name);
    return name in files ? Promise.resolve(JSON.parse(JSON.stringify(files[name]))) : Promise.reject(new Error(name));
  }
  load.asked = [];
  return { load, docs, files };
}

function blocks(law, v, docs) {
  const head = [law.key, law.segment, text.swap(law.title), law.timeline || `${law.force || 0}`, (law.kind === undefined ? 1 : law.kind).toString(36)];
  const files = {};
  for (const doc of docs.filter((each) => each.v === v && each.block)) {
    const name = `text/${text.sids(law.key, law.segment)[0]}/${doc.block}`;
    const file = (files[name] = files[name] || { items: [head], path: "" });
    if (doc.block[0] === "a" && file.path !== doc.above) file.items.push([text.swap((file.path = doc.above))]);
    file.items.push(doc.block[0] === "a" ? text.swap(doc.text) : [doc.eid, doc.label, text.swap(doc.text)]);
  }
  return Object.fromEntries(Object.entries(files).map(([name, file]) => [name, file.items]));
}

function names(laws, current) {
  const found = {};
  laws.forEach((law, v) => {
    if (current[v] !== v) return;
    const forms = [[law.title, 0], ...(law.aliases || []).map((alias) => [alias, 2]), [law.key.replace(/-/g, ""), 3]];
    for (const [form, flag] of forms) {
      const name = twSearch.jump.nameForm(form);
      if (name.length < 2) continue;
      (found[name.slice(0, 2)] = found[name.slice(0, 2)] || []).push([name, v, flag]);
    }
  });
  return found;
}

function buckets(docs, slabs, named, words) {
  const lists = {};
  for (const doc of docs)
    for (const [term, level] of termsOf(doc.label + "\n" + doc.text)) (lists[term] = lists[term] || []).push([doc.id, level]);
  const pairs = [...new Set([...Object.keys(lists), ...Object.keys(named), ...words.map((word) => word.slice(0, 2))])].sort();
  const files = {};
  const heavy = [];
  let folders = "";
  let shards = "";
  for (let bucket = 0; bucket < 512; bucket++) {
    const own = pairs.filter((pair) => text.hash(pair[0]) >>> 23 === bucket);
    const light = {};
    const folder = bucket.toString(36).padStart(2, "0") + "000000";
    for (const pair of own) {
      const all = encode(lists[pair] || [], 0);
      light[pair] = all.length > HEAVY ? "" : all;
      if (all.length <= HEAVY) continue;
      heavy.push([pair, lists[pair].length]);
      const hex = [...pair].map((char) => char.charCodeAt(0).toString(16).padStart(4, "0")).join("");
      slabs.forEach((end, k) => {
        const start = k ? slabs[k - 1] : 0;
        const part = lists[pair].filter(([id]) => id >= start && id < end);
        files[`${folder}/${hex}-${k}`] = encode(part, start);
      });
    }
    const count = own.length ? Math.max(1, Math.round(Object.values(light).join("").length / SHARD)) : 0;
    for (let n = 0; n < count; n++) {
      const inside = own.filter((pair) => (text.hash(pair[1]) >>> 8) % count === n);
      const chars = [...new Set([...inside, ...(n ? [] : own)].map((pair) => pair[0]))].sort();
      files[`${folder}/${n}`] = chars.map((char) => {
        const mine = inside.filter((pair) => pair[0] === char);
        return [
          char,
          text.swap(mine.map((pair) => pair[1]).join("")),
          mine.map((pair) => light[pair]).join("\x7f"),
          n ? "" : headOf(char, lists, docs),
          words.filter((word) => mine.includes(word.slice(0, 2))).map((word) => word + "K").join(""),
          mine.flatMap((pair) => named[pair] || []),
        ];
      });
    }
    folders += "000000";
    shards += digits(count, 1);
  }
  heavy.sort(([a], [b]) => (a < b ? -1 : 1));
  const columns = {
    buckets: folders,
    shards,
    heavy: text.swap(heavy.map(([pair]) => pair).join("")),
    hdf: heavy.map(([, count]) => digits(Math.round(4 * Math.log2(count)), 1)).join(""),
  };
  return { files, columns };
}

function headOf(char, lists, docs) {
  const ids = new Set(Object.keys(lists).flatMap((term) => (term[0] === char ? lists[term].map(([id]) => id) : [])));
  if (!ids.size) return "";
  const first = docs.map((doc) => doc.id).filter((id) => ids.has(id)).slice(0, HEAD);
  return [ids.size, encode(first.map((id) => [id, 0]), 0)];
}

module.exports = { twSearch, library, encode };
