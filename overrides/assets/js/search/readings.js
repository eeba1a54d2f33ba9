// Readings of a citation: the names that it may begin with, the place that stands behind each, and the versions that
// the names mean in the library. Needs text.js and jump.js.
if (typeof module === "object") var twSearch = require("./text.js");

twSearch.readings = (function () {
  "use strict";
  var DIGITS = "零一二三四五六七八九";
  var HAN = "〇两十百千万" + DIGITS;
  var NUMBER = "(\\d{1,5}|[" + HAN + "]{1,12})";
  var MORE = "(?:[-~、,至到和或及与]|以及|或者)第?\\(?" + NUMBER.replace("(", "(?:") + "\\)?";
  var LONGEST = 120; // What is longer is no citation.
  // What names.py calls a title and a 文号.
  var TITLE = 0;
  var DOCUMENT = 4;
  var IN_FORCE = 0; // A force in the directory of the index.

  // What stands behind a name. Of several places (第三、四款, 1165-1167) the first is the one to go to.
  var LEAD = /^[ ,.:;·、>'\])|/_#-]*[的中]?/;
  var YEAR = /^ ?\(?((?:19|20)\d\d)(?!\d)(年?(?:第?.次)?(?:修[订正改]|公布|通过|版|文?本)*\)?)的?/;
  var ANNEX = part("附([件表录图])[:(]?" + NUMBER + "?\\)?");
  var DIVISION = part("第?" + NUMBER + "(分编|[编章节])|(序言|[总分附]则)编?|([一-龥]{2,4})编");
  var ARTICLE = part("(?:第|§+|art[a-z._]*)? ?" + NUMBER + "(?:条?(之|-)" + NUMBER + ")?条?");
  var ARTICLES = part("(?:" + MORE + "(?:条?之[" + HAN + "]+)?条?(?![款项\\d" + HAN + "]))*");
  var PARAGRAPH = series("(?:款|(?:自然)?段)");
  var ITEM = series("项");
  var LOOSE_ITEM = part("第?\\(" + NUMBER + "\\)");
  var SUBITEM = series("目");
  var TAIL = /^(?:的?规定|但书|前段|后段|[ .,;:。、?!>])*$/;
  /** Where no name ends: inside a number or a word of Latin letters, behind 第 or an opening bracket. */
  var INSIDE = new RegExp("^(?:[第([<].|\\d\\d|[" + HAN + "]{2}|[a-z]{2})");

  function part(source) {
    return new RegExp("^[ ,.:·]*(?:" + source + ")");
  }

  function series(unit) {
    return part("第?\\(?" + NUMBER + "\\)?(?:" + unit + "?" + MORE + ")*" + unit);
  }

  /** "一百二十", "二〇二〇" or "12" as a number; NaN for what is none (一百五, 十百); numerals.to_int in JavaScript. */
  function toInt(text) {
    if (/^\d+$/.test(text)) return Number(text);
    var plain = text.replace(/〇/g, "零").replace(/两/g, "二");
    var number = 0;
    var digits = 0;
    plain.split("").forEach(function (c) {
      var power = "十百千万".indexOf(c) + 1;
      if (power) number += (digits || 1) * Math.pow(10, power);
      digits = power ? 0 : digits * 10 + DIGITS.indexOf(c);
    });
    if (!number) return digits;
    // 一百十五 is an older spelling of 一百一十五.
    var called = plain.replace(/([百千万零])十/g, "$1一十").replace(/^一十/, "十");
    return twSearch.text.chinese(number + digits) === called ? number + digits : NaN;
  }

  /** The form of a 文号: 法释〔2020〕22号 → 法释2020-22; names.number_form in JavaScript. */
  function numberForm(text) {
    return twSearch.text
      .fold(text)
      .replace(new RegExp("([第[(])([" + HAN + "]+)(?=[号\\])])", "g"), function (_, open, number) {
        return open + (toInt(number) || number);
      })
      .replace(/中华人民共和国/g, "")
      .replace(/[第年号]|[^0-9a-z\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]/g, " ")
      .replace(/(\d) +(?=\d)/g, "$1-")
      .replace(/ /g, "");
  }

  /** The forms under which the library may know a name: also of 国务院令第714号, 现行刑法, 新公司法. */
  function formsOf(name) {
    var form = twSearch.jump.nameForm(name);
    return [form, numberForm(name), form.replace(/^(?:现行|新)/, "")].filter(function (each, i, all) {
      return each.length > 1 && all.indexOf(each) === i;
    });
  }

  /**
   * The place that a text says and nothing besides, or null: {words, annex: {word, number}, divisions: [{number, unit}
   * or {title}], article, further (之一), paragraph, item, subitem}. `bare`: four digits, which may be a year.
   */
  function placeOf(text) {
    var at = { words: text, divisions: [] };
    var rest = text;
    var sound = true;
    var found;
    function take(pattern) {
      found = pattern.exec(rest);
      if (found) rest = rest.slice(found[0].length);
      return found;
    }
    function number(group) {
      var value = found[group] ? toInt(found[group]) : 0;
      sound = sound && value >= 0;
      return value;
    }
    if (take(ANNEX)) at.annex = { word: found[1], number: number(2) };
    while (take(DIVISION)) at.divisions.push({ number: number(1), unit: found[2], title: found[3] || found[4] });
    if (/序言/.test(text)) at.paragraph = take(PARAGRAPH) ? number(1) : 0;
    else if (take(ARTICLE)) {
      at.bare = /^\d{4}$/.test(text);
      at.article = number(1);
      // 120-1 is 第一百二十条之一, but 1165-1167 is several articles.
      at.further = found[2] === "-" && number(3) > at.article ? 0 : number(3);
      take(ARTICLES);
      if (take(PARAGRAPH)) at.paragraph = number(1);
      if (take(ITEM) || take(LOOSE_ITEM)) at.item = number(1);
      if (take(SUBITEM)) at.subitem = number(1);
    }
    return sound && TAIL.test(rest) ? at : null;
  }

  /** The same, maybe with a `year` before it. A bare 2018 counts as an article here. */
  function locate(text) {
    var plain = text.replace(LEAD, "");
    var year = YEAR.exec(plain);
    var behind = year ? plain.slice(year[0].length) : "";
    var at = year && (behind || year[2]) ? placeOf(behind.replace(LEAD, "")) : null;
    return at ? Object.assign(at, { year: Number(year[1]) }) : placeOf(plain);
  }

  /**
   * All readings of a folded query, the longest name first: [{forms, at}, …], forms as names.py has them, `at` as
   * placeOf() gives it, with `year` where the version of a year is meant. 刑法修正案（八） is a name, and so is
   * 关于《刑法》第三十条的解释: that is why there are several. Last come names with their digits spelt: 刑法修正案8.
   */
  function parse(query) {
    var text = twSearch.jump.joinNumbers(twSearch.text.fold(query)).trim();
    var found = [];
    var spelt = [];

    function add(name, at) {
      var form = twSearch.jump.nameForm(name);
      var words = form.replace(/\d+/g, function (digits) {
        return digits.length < 3 ? twSearch.text.chinese(Number(digits)) : digits;
      });
      found.push({ forms: formsOf(name), at: at });
      if (words !== form) spelt.push({ forms: [words], at: at });
    }

    for (var end = text.length <= LONGEST ? text.length : 0; end > 1; end--) {
      var at = INSIDE.test(text.slice(end - 1, end + 1)) ? null : locate(text.slice(end));
      var name = text.slice(0, end);
      var year = YEAR.exec(name); // 1997年刑法
      if (at) add(name, at);
      if (at && year) add(name.slice(year[0].length), Object.assign({ year: Number(year[1]) }, at));
    }
    return found.concat(spelt).filter(function (reading) {
      return reading.forms.length;
    });
  }

  /** The version of a work to read today: in force, else the one that was current when the site was built. */
  function todays(engine, version) {
    var all = engine.versionsOf(version);
    var inForce = all.filter(function (each) {
      return each[2] === IN_FORCE;
    });
    return (inForce[0] || all[0])[0];
  }

  /**
   * The versions that rows of names mean. A title is more than a short name or the title of an older text. A 文号 is
   * that of a version, but a law keeps that of its promulgation when it is amended: 国务院令第250号 is in two texts.
   */
  function versionsNamed(engine, rows) {
    var titles = rows.filter(function (row) {
      return row[2] === TITLE;
    });
    var named = rows.map(function (row) {
      return row[1];
    });
    var versions = (titles.length ? titles : rows).map(function (row) {
      var today = todays(engine, row[1]);
      return row[2] === DOCUMENT && named.indexOf(today) < 0 ? row[1] : today;
    });
    return versions.filter(function (version, i) {
      return versions.indexOf(version) === i;
    });
  }

  return { NUMBER: NUMBER, toInt: toInt, numberForm: numberForm, parse: parse, versionsNamed: versionsNamed };
})();

if (typeof module === "object") module.exports = twSearch;
