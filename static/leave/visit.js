/* The visit as a whole: what the browser keeps of it, and what stops when it ends.
   See README.md beside this file. */
(() => {
  const doc = document;
  const link = doc.getElementById("leave"), cover = doc.getElementById("leave-cover");

  addEventListener("click", (e) => {
    const to = e.target.closest("a[href]");
    if (!to || e.button || e.shiftKey || e.ctrlKey || e.altKey || e.metaKey || e.defaultPrevented
      || to.target || to.hasAttribute("download")) return;
    if ("leave" in to.dataset) {
      // Practice: all the same, only that it leads to a page of ours.
      e.preventDefault();
      link.href = to.href;
      link.click();
    } else if (to.origin == location.origin) {
      // Links inside the site replace the page one is on: Back then leads to where one
      // came from, and the visit is a single step for the browser.
      e.preventDefault();
      location.replace(to.href);
    } else if (to.host) {
      // Another website, by a link here: for half an hour Back may show this page again.
      history.replaceState(Date.now(), "");
    }
  });

  // A copy that the browser keeps for Back shows its last picture again before any script
  // can act. A message to oneself makes Chromium and Firefox drop it; where it is kept all
  // the same it is a covered one, and leaves when it is brought back unasked.
  const name = Math.random();
  const lines = [0, 0].map(() => self.BroadcastChannel && new BroadcastChannel(name));
  addEventListener("pagehide", () => {
    if (cover.asked()) return;
    cover.show();
    if (lines[0]) lines[0].postMessage(0);
  });
  addEventListener("pageshow", (e) => {
    if (e.persisted && !(cover.hidden && cover.asked())) link.click();
  });

  addEventListener("leave", () => {
    if (self.speechSynthesis) speechSynthesis.cancel();
    // A password that is still there makes a browser ask whether to keep it. Films, sounds
    // and what fills the screen end when they are taken off the page.
    for (const field of doc.querySelectorAll("input,textarea")) field.value = "";
  });
})();
