// Text as search reads it: folded, cut into runs, packed in lists and blocks. Pure, but for the loader.
// docs/contributing/search-format.md says what the files hold; build_tools/search writes them.
var twSearch = {};

twSearch.text = (function () {
  "use strict";
  /** A block of text has so many entries or numbers. */
  var PER_BLOCK = 10;
  var FORCES = ["有效", "尚未施行", "未知", "", "已修改", "已废止", "失效"];
  var KINDS = (
    "宪法 法律 法律解释 有关法律问题和重大问题的决定 修正案 修改、废止的决定 行政法规 监察法规 司法解释 " +
    "地方性法规 自治条例和单行条例 规章 其他"
  ).split(" ");
  /** The kind of what others say of a law, in blocks of this prefix: it is no text of the law. */
  var ASIDE = "k-h";
  var UNOFFICIAL = "非官方摘要";
  /** What runs are made of, inside a character class. */
  var RUN = "0-9a-z\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff";
  var RUNS = new RegExp("[" + RUN + "]+", "g");
  var INSIDE = new RegExp("[" + RUN + "]{2}");

  /** Folded characters that follow no rule. The library's traditional ones come with its directory. */
  var folded = {};
  addPairs(["“”„‟‘’〔〕【】—–─•・〜《〈》〉○", "\"\"\"\"''[][]---··~<<>>〇"]);

  function addPairs(pairs) {
    for (var i = 0; i < pairs[0].length; i++) folded[pairs[0].charAt(i)] = pairs[1].charAt(i);
  }

  /** Fold width, case, quotes, brackets, dashes, blanks and traditional characters. The length stays. */
  function fold(text) {
    return text
      .replace(/[\xa0\u1680\u2000-\u200b\u202f\u205f\u3000\ufeff]/g, " ")
      .replace(/[A-Z\x80-\uffff]/g, function (char) {
        var code = char.charCodeAt(0);
        if (code > 0xff00 && code < 0xff5f) char = String.fromCharCode(code - 0xfee0);
        return folded[char] || (char < "\x80" ? char.toLowerCase() : char);
      });
  }

  /**
   * The form in which texts are compared, of a folded text: {text, at}, with the place of each character.
   * Blanks stay only between Latin letters, line ends and tabs (as one) only where they part two runs.
   */
  function squeeze(text) {
    var out = "";
    var at = [];
    var last = "";
    var gap = "";
    for (var i = 0; i < text.length; i++) {
      var char = text.charAt(i);
      if (char === " " || char === "\n" || char === "\t") {
        if (gap !== "\n") gap = char === " " ? " " : "\n";
        continue;
      }
      if (gap && (gap === " " ? /[a-z]{2}/ : INSIDE).test(last + char)) {
        out += gap;
        at.push(i - 1);
      }
      gap = "";
      out += char;
      at.push(i);
      last = char;
    }
    return { text: out, at: at };
  }

  /** The runs of a text. */
  function runs(text) {
    return squeeze(fold(text)).text.match(RUNS) || [];
  }

  /** The digit of base 91 at a place in a text. */
  function digit(text, place) {
    var code = text.charCodeAt(place);
    return code - (code > 92 ? 36 : 35);
  }

  /** The number that `width` digits of base 91 make. */
  function number(text, place, width) {
    for (var found = 0; width--; place++) found = found * 91 + digit(text, place);
    return found;
  }

  /** A posting list: numbers 64 * id + level, ascending; steps count from `id`, where its slab begins. */
  function decode(list, id) {
    var found = [];
    var level = 0;
    for (var i = 0; i < list.length; i++) {
      var step = digit(list, i);
      if (step < 0) {
        level += step < -2 ? 2 : 1;
        continue;
      }
      if (step > 59) {
        var more = step < 75 ? 1 : step < 90 ? 2 : 4; // digits, and what they count beyond the shorter ones
        step = number(list, i, more + 1) - [5400, 619650, 0, 6171620850][more - 1];
        i += more;
      }
      id += step;
      found.push(64 * id++ + level);
      level = 0;
    }
    return found;
  }

  /**
   * The packing of texts: common characters change places with short ones, so that texts need two thirds of
   * the bytes. Code points as in a posting list, in groups by frequency; search/data/swap.txt has them plain.
   */
  var swaps = {};
  var short = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz!#$%&'()*+/:;<=>?@^`{|}~";
  for (var i = 0x80; short.length < 976; i++) short += String.fromCharCode(i);
  var common = [
    "p?F#ohd+&/5/#`6#*55M8A`(`hce)%`k_`Qa$)`w@;`6VeoDM*dNfZ`Edg?`y`L`?g,h7`eb}E0+@lRaOo#%csbI+c1kY`2`[h<bgo*[cMdu%c7iymG`ar(f#%1",
    "oo#o?n#oh^&%#%'9C4+D(8L*/#4-`2(N.2$`*/`xaOD%%$&(099$3`&-#'$-'F`4%$*`TG5#(`0B-%+#.7.*##%[`^`ldo`{3=`p`k(+3a8chE7%4%KI`5d^_$;/,`@1MJK.`w6V`<`0b1RI4(#71#B_($`<1Y'Hc4)%139949+N3:Cae'4-'`;`54DS#%.`_fBF#a]0A`@`g_bIg@bBXb0#cV$$bw%`2)?(&+`H`i`pa[aXaK`ehm?%.((Y`*2&aj`L`1aya#`hbRk@`)8aK`Hd8%,$*&/P.bL%(3-U`_cL`G+-$G:(UcI($$h=b$`$@6'UL]cN-e'`2qxE",
    "ona#p9f+;-:18GO<'(<#*28+(`F0`^$-7+ao'P3#0V`22'*`W*$`8`$57(`780,)ab`G`<ap`]$$-)MR_`Ta0`z`(,'dH*R&8#8/X5$B6'6)cc3'`P#.B0,`D`&>**`*4LFe1*./-`8)8<a17#b,+:``).E`7=U`A`m.`6#`,'`l`(`3`Ce3`P`-`(`t4W`?,%]#`cL+a4cs^`dbB`Tfh`$65)eY7Bb6P;`&.&03-5`N&a7M'J;ap`gc{(/.+63)*%W?a=`7`3c'#X.%b@Hjwad`Fb,'cv_)&9$>%`caQ(ISbVaL38%J<G%#*`4@ad`da5g<Z`USG#bI&bI-4'S3o$k",
    "p?E*#-#ohe22M#K+1-(;$`=(F`>;`4.(^`4I`V(R%'`VRGOR[`%R2+2%5`,:*(:>'#_7fA&`&$)5Kc='L1'JSCa=`X`r`&#&*`C%8H$+HHCbzG)`59`I.#?TU/Sa*`'a'a^)W>/C-F)-%`0M'/H<`8cD`0D`US5a1`#a7HaBbdbu#71.A..$'`Y:`@`8Uab`Q`Lc[$`X`l`E`)ar`(`?d?`+bv`/a`0`%`3a]`C?3(`y`>'`]G)aXH^2`H$c^/H,aH`C-`2dN`)%`Ya^`m<.cA`rda9c@`$d4'--<'bc0%#+A`9dB*%E2*2/4FL+ZQbPg]WEa``44`(#PZ3MY`qaw`w:5ai*;",
    "q9g;a*#`.`5`}bL<GD`2Ra3a.`,D`4`Vd<`mdo^7E`Z*J(cYG`F0`Oc25`#`B`g`W.E&+V4`9`w+`EaU`';&LED+#`'b@`zc(`{a6Dj;b'D>M`#85b&XJ`}a*bkbz3'`Fb-`*btNlza;Se2cPC%43LIZc$c2`Bo#lhjP2/bf2S`_cU?`5Q/11aZ`Uh*cR`'`4dh`v`mai*kFaK",
  ]
    .map(function (group) {
      return String.fromCharCode.apply(
        null,
        decode(group, 0).map(function (code) {
          return code >> 6;
        })
      );
    })
    .join("");
  for (i = 0; i < common.length; i++) {
    swaps[short.charAt(i)] = common.charAt(i);
    swaps[common.charAt(i)] = short.charAt(i);
  }

  /** Pack a text, or unpack it. */
  function swap(text) {
    var out = "";
    for (var i = 0; i < text.length; i++) out += swaps[text.charAt(i)] || text.charAt(i);
    return out;
  }

  /** Whether a text has Chinese characters that are not among the commonest: these may be traditional. */
  function isRare(text) {
    return (text.match(/[\u3400-\ufaff]/g) || []).some(function (char) {
      return !swaps[char];
    });
  }

  /** 1079 → "一千零七十九"; numerals.to_chinese in JavaScript. */
  function chinese(number) {
    var text = "";
    var gap = false;
    ["万", "千", "百", "十", ""].forEach(function (unit, place) {
      var digit = Math.floor(number / Math.pow(10, 4 - place)) % 10;
      if (digit) text += (gap ? "零" : "") + "零一二三四五六七八九".charAt(digit) + unit;
      gap = !digit && text !== "";
    });
    return text.replace(/^一十/, "十") || "零";
  }

  /** What a block of text says of its version. */
  function head(data) {
    var said = data[0];
    return {
      key: said[0],
      segment: said[1],
      title: swap(said[2]),
      timeline: said[3].replace(/([0-9])(,|$)/g, function (all, force, end) {
        return "|" + FORCES[force] + (end && ";");
      }),
      kind: KINDS[parseInt(said[4], 36)],
    };
  }

  /** The entries of the block of this name: {eid, label, path, text, leads: it is the first on its path}. */
  function entries(data, name) {
    var number = Math.max(1, PER_BLOCK * name.slice(1));
    var path = "";
    var leads = false;
    var found = [];

    function add(eid, label, text) {
      found.push({ eid: eid, label: label, path: path, text: swap(text), leads: leads });
      leads = false;
    }

    data.slice(1).forEach(function (item) {
      if (typeof item === "number") number = item;
      else if (typeof item === "string") add("art_" + number, "第" + chinese(number++) + "条", item);
      else if (item.length > 2) add(item[0], swap(item[1]), item[2]);
      else {
        path = swap(item[0]);
        leads = item.length < 2;
      }
    });
    return found;
  }

  /** The entry in which an eId stands, of its block, or null. */
  function entry(data, eid) {
    return (
      entries(data, blockOf(eid)).filter(function (each) {
        return each.eid && (eid + "__").indexOf(each.eid + "__") === 0;
      })[0] || null
    );
  }

  /** Spreads characters over buckets and shards. */
  function hash(char) {
    return Math.imul(char.charCodeAt(0), 2654435761) >>> 0;
  }

  /** The folders in which the blocks of a version may be: the usual one, and that of a collision. */
  function sids(key, segment) {
    var hash = 0x811c9dc5;
    var address = key + "/" + segment;
    for (var i = 0; i < address.length; i++) hash = Math.imul(hash ^ address.charCodeAt(i), 0x01000193);
    var long = ("000000" + (hash >>> 0).toString(36)).slice(-7);
    return [long.slice(4), long];
  }

  /** The block of a unit, also of one in an annex, by the eId of it or of a part of it; else "". */
  function blockOf(eid) {
    var unit = /^(?:annex_([^_]+(?:_[0-9]+)?)__)?(art|item)_([0-9]+)/.exec(eid);
    return unit ? (unit[1] ? "x" + unit[1] + "-" : "") + unit[2].charAt(0) + Math.floor(unit[3] / PER_BLOCK) : "";
  }

  /**
   * For browsers: a function (path below search/, query) → Promise of the data. Chunks are classic scripts
   * that call tws(path, data), since file:// allows nothing else; there they take no query either.
   */
  var loaded = {};
  function loader(root) {
    self.tws = function (path, data) {
      loaded[path] = data;
    };
    return function (path, query) {
      // What was loaded before is of another build, if it is asked for anew.
      delete loaded[path];
      return new Promise(function (resolve, reject) {
        var script = document.createElement("script");
        script.src = root + "search/" + path + ".js" + (query && location.protocol !== "file:" ? "?" + query : "");
        script.onload = script.onerror = function () {
          script.remove();
          if (path in loaded) resolve(loaded[path]);
          else reject(new Error(path));
        };
        document.head.appendChild(script);
      });
    };
  }

  return {
    PER_BLOCK: PER_BLOCK,
    FORCES: FORCES,
    KINDS: KINDS,
    ASIDE: ASIDE,
    UNOFFICIAL: UNOFFICIAL,
    addPairs: addPairs,
    fold: fold,
    squeeze: squeeze,
    runs: runs,
    number: number,
    decode: decode,
    swap: swap,
    isRare: isRare,
    chinese: chinese,
    head: head,
    entries: entries,
    entry: entry,
    hash: hash,
    sids: sids,
    blockOf: blockOf,
    loader: loader,
  };
})();

if (typeof module === "object") module.exports = twSearch;
