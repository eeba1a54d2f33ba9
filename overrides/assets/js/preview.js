// What a citation cites, beside it: on hover, on focus, or by a long press where nothing hovers. A click still
// follows the link. What shows it (card.js) is loaded when it is first wanted. Needs find.js.
(function () {
  "use strict";
  /** Milliseconds of hovering after which the card is shown, of absence after which it goes, of pressing. */
  var SHOW = 300;
  var HIDE = 250;
  var PRESS = 500;
  /** Pixels by which a finger may slip. */
  var SLIP = 10;

  var page = document.getElementById("page");
  var width = innerWidth;
  /** The link of which the card is shown or on its way, and its title, which the card says instead. */
  var link = null;
  var title = "";
  var card = null;
  var showing = 0;
  var hiding = 0;
  /** A finger on a citation: {timer, x, y, held}. */
  var touch = null;

  /** The citation that an event is about, or null. */
  function citation(event) {
    var at = event.target;
    return at.closest ? at.closest("article a[href]:not(.pick), .by a[href]") : null;
  }

  /** Show the card of a link after a while; its text is asked for at once. */
  function open(target, wait) {
    clearTimeout(hiding);
    if (target === link) return;
    hide();
    if (target.href.indexOf(tiaowen.root + "laws/") !== 0) return;
    link = target;
    title = link.title;
    // All of the search, which has text.js inside, may be there already.
    var needed = (self.twSearch ? [] : ["search/text"]).concat("found", "card");
    var coming = Promise.all([tiaowen.scripts(needed), tiaowen.sheet("preview")]).then(function () {
      return tiaowen.card(target);
    });
    coming.catch(Boolean);
    showing = setTimeout(function () {
      coming.then(function (made) {
        if (made && link === target) show(made);
      }, hide);
    }, wait);
  }

  function show(made) {
    card = made;
    link.removeAttribute("title");
    link.setAttribute("aria-describedby", card.id);
    card.addEventListener("mouseenter", function () {
      clearTimeout(hiding);
    });
    card.addEventListener("mouseleave", leave);
    page.appendChild(card);
    tiaowen.placeCard(card, link);
  }

  /** The pointer or the focus is gone: so is the card soon, unless the pointer went into it. */
  function leave() {
    clearTimeout(hiding);
    if (!card) return hide();
    hiding = setTimeout(function () {
      if (!card.matches(":hover")) hide();
    }, HIDE);
  }

  function hide() {
    clearTimeout(showing);
    clearTimeout(hiding);
    if (card) {
      card.remove();
      link.removeAttribute("aria-describedby");
      if (title) link.title = title;
    }
    link = card = null;
  }

  // --- a finger ---

  function hold() {
    touch.held = true;
    open(touch.link, 0);
  }

  function press(event) {
    var target = citation(event);
    lift();
    if (target !== link && !(card && card.contains(event.target))) hide();
    if (!target || event.touches.length > 1) return;
    var at = event.touches[0];
    touch = { link: target, x: at.clientX, y: at.clientY, held: false, timer: setTimeout(hold, PRESS) };
  }

  function slip(event) {
    var at = event.touches[0];
    if (touch && Math.abs(at.clientX - touch.x) + Math.abs(at.clientY - touch.y) > SLIP) lift();
  }

  function lift() {
    if (touch) clearTimeout(touch.timer);
    touch = null;
  }

  document.addEventListener("touchstart", press, { passive: true });
  page.addEventListener("touchmove", slip, { passive: true });
  page.addEventListener("touchcancel", lift);
  page.addEventListener("touchend", function (event) {
    // A long press is no click.
    if (touch && touch.held) event.preventDefault();
    lift();
  });
  // The menu of a link would cover the card; it comes at about the time of the long press.
  page.addEventListener("contextmenu", function (event) {
    if (!touch) return;
    event.preventDefault();
    clearTimeout(touch.timer);
    hold();
  });

  // --- a pointer, the focus, keys ---

  page.addEventListener("pointerover", function (event) {
    var target = event.pointerType === "touch" ? null : citation(event);
    if (target) open(target, SHOW);
  });
  page.addEventListener("pointerout", function (event) {
    if (event.pointerType !== "touch" && citation(event)) leave();
  });
  page.addEventListener("focusin", function (event) {
    var target = citation(event);
    if (target && !touch) open(target, SHOW);
  });
  page.addEventListener("focusout", leave);
  page.addEventListener("click", function (event) {
    if (citation(event)) hide();
  });
  document.addEventListener("keydown", function (event) {
    if (event.key === "Escape") hide();
  });
  // A phone's address bar comes and goes while the reader scrolls; that moves nothing sideways.
  addEventListener("resize", function () {
    if (innerWidth !== width) hide();
    width = innerWidth;
  });
})();
