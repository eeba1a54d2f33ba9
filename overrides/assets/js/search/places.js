// Places in the versions of laws: 第二百六十四条第二款, 第二编第五章, 附件一, 序言第七自然段 → where that is, if it is there. What
// is not there is said; what may be several is left to the reader. Needs text.js, jump.js and readings.js.
if (typeof module === "object") var twSearch = require("./text.js");

twSearch.places = (function () {
  "use strict";
  var readings = twSearch.readings;
  var UNITS = { book: "编", part: "分编", chp: "章", sec: "节", para: "款", point: "项", indent: "目" };
  var PARTS = ["__para_", "__point_", "__indent_"];
  var LABEL = new RegExp("^\t+\\(?" + readings.NUMBER);
  var ANNEX = new RegExp("^附([件表录图]?)[:(]?" + readings.NUMBER + "?");

  /**
   * What jump.resolve() gives, for a version as a whole or an entry of it; for a 款 or 项 of the entry with what its
   * eId and label have more than those of the entry.
   */
  function made(version, head, entry, eid, label) {
    var whole = entry ? entry.eid + (eid || "") : "";
    return {
      kind: entry ? "unit" : "law",
      law: version,
      key: head.key,
      segment: head.segment,
      title: head.title,
      timeline: head.timeline,
      eid: whole,
      label: entry ? entry.label + (label || "") : "",
      path: entry ? entry.path : "",
      href: twSearch.jump.href(head.key, head.segment, whole),
      note: "",
      guessed: false,
      choices: [],
    };
  }

  /** What there is, with a note of what it does not have. */
  function without(jump, words) {
    jump.kind = "missing";
    jump.note = "《" + jump.title.replace(/^中华人民共和国/, "") + "》" + jump.label + "没有" + words + "。";
    return jump;
  }

  /** One thing, or the choice of several. */
  function choice(jumps) {
    if (jumps.length === 1) return jumps[0];
    var note = jumps[0].key === jumps[1].key ? "符合的不止一处。" : "这个名称不止一部法规。";
    return { kind: "choice", law: -1, eid: "", label: "", href: "", note: note, guessed: false, choices: jumps };
  }

  /** What `make` promises of each, as one thing or the choice of several. */
  function any(list, make) {
    return Promise.all(list.map(make)).then(choice);
  }

  function said(number, unit) {
    return "第" + twSearch.text.chinese(number) + unit;
  }

  /** "__para_2__point_3" → "第二款第三项". */
  function saidOf(eid) {
    return eid.replace(/__([a-z]+)_(\d+)/g, function (_, kind, number) {
      return said(number, UNITS[kind]);
    });
  }

  /**
   * The 款, 项 and 目 of a text, as their eIds go on behind that of the unit. search/lines.py makes the lines. Labels
   * that are no plain numbers (甲、 ①) count on.
   */
  function partsOf(text) {
    var open = [];
    var last = [0];
    var found = [];
    if (!text) return found;
    text.split("\n").forEach(function (line) {
      if (line.charAt(0) === " ") return;
      var depth = /^\t*/.exec(line)[0].length;
      var label = LABEL.exec(twSearch.text.fold(line));
      last[depth] = label ? readings.toInt(label[1]) : last[depth] + 1;
      last[depth + 1] = 0;
      open[depth] = (depth ? open[depth - 1] : "") + PARTS[depth] + last[depth];
      found.push(open[depth]);
    });
    return found;
  }

  /** The 款, 项 or 目 of a unit. A 项 whose 款 is not said may be in any. */
  function within(version, head, entry, at) {
    var point = (at.item ? "__point_" + at.item : "") + (at.subitem ? "__indent_" + at.subitem : "");
    if (!at.paragraph && !point) return made(version, head, entry);
    var wanted = new RegExp("^__para_" + (at.paragraph || "\\d+") + point + "$");
    var found = partsOf(entry.text).filter(function (eid) {
      return wanted.test(eid);
    });
    if (!found.length)
      return without(made(version, head, entry), saidOf((at.paragraph ? "__para_" + at.paragraph : "") + point));
    return choice(
      found.map(function (eid) {
        return made(version, head, entry, eid, saidOf(at.paragraph || found[1] ? eid : point));
      })
    );
  }

  /** Blocks of a version: {head, entries, firsts}, the last being the first entry of each. */
  function blocksOf(engine, version, names) {
    return Promise.all(
      names.map(function (name) {
        return engine.block(version, name);
      })
    ).then(function (blocks) {
      var all = { head: blocks[0].head, entries: [], firsts: [] };
      blocks.forEach(function (block) {
        all.entries = all.entries.concat(block.entries);
        all.firsts.push(block.entries[0]);
      });
      return all;
    });
  }

  /** What every version has, so that there is a head: its first block. */
  function anyBlock(layout) {
    var prefix = Object.keys(layout)[0];
    var first = 0;
    while (first < layout[prefix].length - 1 && !layout[prefix][first]) first++;
    return [prefix + first];
  }

  /** An article, or a top unit of a document without 条; that of an annex, if its entry is given. */
  function article(engine, version, at, annexed) {
    var layout = engine.layoutOf(version);
    var scope = annexed ? annexed.eid.replace("annex_", "x") + "-" : "";
    var prefix = scope + (layout[scope + "a"] ? "a" : "i");
    var counts = layout[prefix];
    var last = counts ? counts.length - 1 : -1;
    var here = Math.floor(at.article / twSearch.text.PER_BLOCK);
    if (!counts || !counts[here]) here = last;
    return blocksOf(engine, version, counts ? [prefix + here] : anyBlock(layout)).then(function (all) {
      var number = new RegExp("(?:art|item)_" + at.article + (at.further ? "-" + at.further : "") + "$");
      var found = all.entries.filter(function (entry) {
        return number.test(entry.eid);
      })[0];
      if (found) {
        var label = (annexed ? annexed.label : "") + found.label;
        return within(version, all.head, { eid: found.eid, label: label, path: found.path, text: found.text }, at);
      }
      var words = said(at.article, "条") + (at.further ? "之" + twSearch.text.chinese(at.further) : "");
      var most = here === last && counts ? /(\d+)[-_\d]*$/.exec(all.entries[all.entries.length - 1].eid)[1] : Infinity;
      if (at.article > most) words += "，共" + twSearch.text.chinese(most) + "条";
      return without(made(version, all.head, annexed), words);
    });
  }

  /** Whether an entry is what a step names: 第三章, 分则, 物权编, 序言. */
  function isStep(entry, step) {
    var own = /(?:^|__)([a-z]+)_(\d+)[-_\d]*$/.exec(entry.eid) || [];
    if (step.unit) return UNITS[own[1]] === step.unit && own[2] === String(step.number);
    return (/^preamble/.test(entry.eid) ? entry.label : entry.text.split("\n")[0]) === step.title;
  }

  /** A division or the preamble. 第三章 alone may be in several 编. */
  function division(engine, version, at) {
    var layout = engine.layoutOf(version);
    var names = (layout.h || []).map(function (_, k) {
      return "h" + k;
    });
    return blocksOf(engine, version, layout.h ? names : anyBlock(layout)).then(function (all) {
      var found = all.entries.filter(function (entry) {
        return at.divisions.every(function (step, i) {
          if (i === at.divisions.length - 1) return isStep(entry, step);
          return all.entries.some(function (above) {
            return isStep(above, step) && entry.eid.indexOf(above.eid + "__") === 0;
          });
        });
      });
      if (!found.length) return without(made(version, all.head), at.words);
      if (/^preamble/.test(found[0].eid)) return preamble(version, all.head, found, at.paragraph);
      return choice(
        found.map(function (entry) {
          // Label and title, of all that is above it, too.
          var own = [entry.label, entry.text.split("\n")[0]].filter(Boolean).join(" ");
          var path = (entry.path ? entry.path + " › " : "") + own;
          var label = path.replace(/ › /g, "\n").replace(/ .*|\n/g, "");
          return made(version, all.head, { eid: entry.eid, label: label, path: path });
        })
      );
    });
  }

  /** The preamble, given its pieces, or a 自然段 of it. */
  function preamble(version, head, pieces, paragraph) {
    var entry = { eid: "preamble", label: pieces[0].label, path: "" };
    var last = pieces[pieces.length - 1];
    var count = Number(/\d*$/.exec(last.eid)[0] || 1) + partsOf(last.text).length - 1;
    if (!paragraph) return made(version, head, entry);
    if (paragraph > count) return without(made(version, head, entry), said(paragraph, "自然段"));
    return made(version, head, entry, "__para_" + paragraph, said(paragraph, "自然段"));
  }

  /** An annex or an article of it. Where there is but one, it may be called 附件 as well as 附件一. */
  function annex(engine, version, at) {
    var layout = engine.layoutOf(version);
    var names = Object.keys(layout).filter(function (prefix) {
      return /^x.*h$/.test(prefix);
    });
    var firsts = names.map(function (prefix) {
      return prefix + 0;
    });
    return blocksOf(engine, version, names.length ? firsts : anyBlock(layout)).then(function (all) {
      var found = all.firsts.filter(function (entry) {
        var label = ANNEX.exec(twSearch.text.fold(entry.label));
        var number = label && label[2] ? readings.toInt(label[2]) : 0;
        var only = names.length === 1 && at.annex.number + number < 2;
        return label && at.annex.word === (label[1] || "件") && (at.annex.number === number || only);
      })[0];
      if (!found) return without(made(version, all.head), at.words);
      var entry = { eid: found.eid.replace(/__.*/, ""), label: found.label, path: "" };
      return at.article >= 0 ? article(engine, version, at, entry) : made(version, all.head, entry);
    });
  }

  function find(engine, version, at) {
    if (at.annex) return annex(engine, version, at);
    if (at.article >= 0) return article(engine, version, at);
    if (at.divisions.length) return division(engine, version, at);
    return engine.block(version, anyBlock(engine.layoutOf(version))[0]).then(function (block) {
      return made(version, block.head);
    });
  }

  var WHOLE = { divisions: [] };

  /** The same, its note without the year by which a law of several texts is told from the others. */
  function yearless(engine, jump) {
    if (engine.versionsOf(jump.law).length > 1) jump.note = jump.note.replace(/（\d{4}[-\d]*）》/, "》");
    return jump;
  }

  /** A place in the version named or, where a year is said, in those of the year. */
  function inYear(engine, version, at, year) {
    if (!year)
      return find(engine, version, at).then(function (jump) {
        var isYear = jump.kind === "missing" && at.bare && /^(?:19|20)/.test(at.article);
        if (isYear) return inYear(engine, version, WHOLE, at.article);
        return jump.kind === "missing" ? yearless(engine, jump) : jump;
      });
    var having = engine.versionsOf(version).filter(function (each) {
      return each[1] === year;
    });
    if (having.length)
      return any(having, function (each) {
        return find(engine, each[0], at);
      });
    return find(engine, version, WHOLE).then(function (jump) {
      return yearless(engine, without(jump, year + "年公布的文本"));
    });
  }

  /** Where the first reading leads whose name is the beginning of one, in pinyin (xingf), or one short of it (劳动合同 39). */
  function guess(engine, list) {
    if (!list.length) return null;
    var at = list[0].at;
    var form = list[0].forms[0];
    var pinyin = /^[a-z]{3}/.test(form);
    function further() {
      return guess(engine, list.slice(1));
    }
    if (!at.words && !pinyin) return further();
    return engine.names(form, true).then(function (rows) {
      var best = rows.sort(function (a, b) {
        return a[0].length - b[0].length || a[1] - b[1];
      })[0];
      if (!best || (!pinyin && best[0].length > form.length + 1)) return further();
      return inYear(engine, readings.versionsNamed(engine, [best])[0], at, at.year).then(function (jump) {
        jump.guessed = true;
        return jump.kind === "missing" ? further() : jump;
      });
    });
  }

  /** Where the first reading leads whose name the library knows; jump.resolve() says what is promised. */
  function lead(engine, list) {
    return Promise.all(
      list.map(function (reading) {
        return Promise.all(
          reading.forms.map(function (form) {
            return engine.names(form, false);
          })
        );
      })
    ).then(function (answers) {
      for (var i = 0; i < answers.length; i++) {
        var at = list[i].at;
        var versions = readings.versionsNamed(engine, [].concat.apply([], answers[i]));
        if (versions.length)
          return any(versions, function (version) {
            return inYear(engine, version, at, at.year);
          });
      }
      return guess(engine, list);
    });
  }

  return { lead: lead, partsOf: partsOf };
})();

if (typeof module === "object") module.exports = twSearch;
