/* Leave this site. What it does in which order, and why: README.md beside this file.
   States: here -> counting keys -> covering -> leaving -> retrying. Nothing returns. */
(() => {
  const doc = document;
  const link = doc.getElementById("leave"), cover = doc.getElementById("leave-cover");
  const places = [link.href, link.dataset.then].filter(Boolean);
  // One channel for all tabs of the site. Its message also drops the copies of our
  // pages that a browser keeps for Back.
  const tabs = self.BroadcastChannel && new BroadcastChannel("leave");
  let covering, left, eaten, timer, tries = 0, key = "", hits = [];
  const on = (kind, act) => addEventListener(kind, act, true);
  const held = (e) => e.ctrlKey || e.altKey || e.metaKey;

  const go = () => {
    // Each try starts the load again, so a slow page is given longer every time.
    clearTimeout(timer);
    timer = setTimeout(go, 8000 << tries % 8);
    location.replace(places[tries++ % places.length]);
  };

  const away = () => {
    if (left) return;
    left = 1;
    if (tabs) tabs.postMessage(0);
    go();
    for (const part of [...doc.body.children]) if (part != cover) part.remove();
  };

  const leave = () => {
    if (covering) return;
    covering = 1;
    // WebKit paints nothing once a navigation has begun: wait for one painted frame.
    requestAnimationFrame(() => setTimeout(away));
    setTimeout(away, 60);
    cover.hidden = false;
    doc.title = link.dataset.title;
    cover.firstChild.textContent = "Leaving";
    // Above an open dialog too, where the browser has a top layer.
    if (cover.showPopover) cover.showPopover();
  };

  if (tabs) tabs.onmessage = leave;

  // Brought back from the browser's memory: still covered, so only leave again.
  on("pageshow", (e) => { if (left && e.persisted) go(); });

  on("keydown", (e) => {
    if (covering) {
      // Esc would stop the load of the page we are leaving for.
      e.preventDefault();
      e.stopImmediatePropagation();
      if (e.key == "Escape") eaten = 1;
    } else if (!e.repeat) {
      const next = /^(Escape|Shift)$/.test(e.key) && !held(e) && e.key;
      if (next != key) hits = [];
      key = next;
    }
  });

  on("keyup", (e) => {
    if (covering) {
      if (e.key == "Escape") {
        // An Esc whose keydown never came here has cancelled the load.
        if (left && !eaten) go();
        eaten = 0;
      }
    } else if (key && e.key == key) {
      // Counted on the way up: Esc going down still stops what the page starts.
      hits = [...hits, e.timeStamp].slice(-3);
      if (hits[2] - hits[0] < 1500) leave();
    }
  });

  on("pointerdown", () => { hits = []; key = ""; });

  // Links inside the site replace the page one is on: Back then leads to where one came
  // from, and the visit is a single step for the browser.
  on("click", (e) => {
    const to = e.target.closest("a[href]");
    if (to == link) {
      e.preventDefault();
      leave();
    } else if (to && !to.target && to.origin == location.origin && !to.hasAttribute("download")
      && !(e.button || e.shiftKey || held(e))) {
      e.preventDefault();
      location.replace(to.href);
    }
  });
})();
