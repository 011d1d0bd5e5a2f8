/* Leave this site. What it does in which order, and why: README.md beside this file.
   It has to work on a page that has only begun to arrive, so it stands right after the
   control. What can wait for the rest of the page is in visit.js. */
(() => {
  // Nothing returns from COVERING, nor from what comes after it.
  const HERE = 0, COUNTING = 1, COVERING = 2, LEAVING = 3, RETRYING = 4;
  const doc = document;
  const [link, said, cover] = ["", "-said", "-cover"].map((end) => doc.getElementById("leave" + end));
  // One channel for all tabs of the site. Its message also drops the copies of our
  // pages that a browser keeps for Back.
  const tabs = self.BroadcastChannel && new BroadcastChannel("leave");
  const [load = {}] = performance.getEntriesByType("navigation");
  let state = HERE, tries = 0, hits = [], key, eaten, timer;

  cover.show = () => {
    // In the top layer where there is one: above an open dialog too.
    if (cover.hidden && cover.showPopover) cover.showPopover();
    cover.hidden = false;
  };

  const later = (act, wait) => { clearTimeout(timer); timer = setTimeout(act, wait); };

  const go = () => {
    state = tries ? RETRYING : LEAVING;
    // Each try starts the load again, so a slow page is given longer every time.
    later(go, 8000 << tries % 8);
    location.replace(tries++ % 2 && link.dataset.then || link.href);
  };

  const away = () => {
    if (state != COVERING) return;
    if (tabs) tabs.postMessage(0);
    // What is still arriving may not come up behind the cover.
    stop();
    dispatchEvent(new Event("leave"));
    go();
    for (const part of [...doc.body.children]) if (part != cover && part != said) part.remove();
  };

  const leave = () => {
    if (state >= COVERING) return;
    state = COVERING;
    doc.title = link.dataset.title;
    said.textContent = link.parentNode.ariaLabel;
    cover.show();
    // A tab behind another is not painted, and its clock is slowed down.
    if (doc.hidden) return away();
    // WebKit paints nothing once a navigation has begun: time for the cover to be painted,
    // and more of it while the page itself is still being painted for the first time.
    setTimeout(away, performance.now() - load.responseStart < 2000 ? 200 : 60);
  };

  const forget = () => {
    key = "";
    if (state != COUNTING) return;
    state = HERE;
    hits = [];
    said.textContent = "";
  };

  if (tabs) tabs.onmessage = leave;

  addEventListener("keydown", (e) => {
    if (state >= COVERING) {
      // Esc would stop the load of the page we are leaving for.
      e.preventDefault();
      if (e.key == "Escape") eaten = 1;
    } else if (!e.repeat) {
      const next = /^(Esc|Shif)/.test(e.key) && !(e.ctrlKey || e.altKey || e.metaKey) && e.key;
      if (next != key) forget();
      key = next;
    }
  }, true);

  addEventListener("keyup", (e) => {
    if (state >= COVERING) {
      if (e.key == "Escape") {
        // An Esc whose keydown never came here has cancelled the load.
        if (state > COVERING && !eaten) go();
        eaten = 0;
      }
    } else if (key && e.key == key) {
      // Counted on the way up: Esc going down still stops what the page starts.
      state = COUNTING;
      hits = hits.filter((hit) => e.timeStamp - hit < 1500).concat(e.timeStamp);
      said.textContent = 3 - hits.length + said.dataset.n;
      later(forget, 1500);
      if (hits[2]) leave();
    }
  }, true);

  addEventListener("pointerdown", forget, true);

  // A page that comes back without having been asked for leaves before it is painted. It was
  // asked for if one went on from it by a link, less than half an hour ago (visit.js), or
  // if the browser itself had put the open tab aside.
  cover.asked = () => Date.now() - history.state < 18e5;
  if (load.type == "back_forward" && !doc.wasDiscarded && !cover.asked()) { leave(); away(); }

  link.onclick = (e) => { e.preventDefault(); state > COVERING ? go() : leave(); };
})();
