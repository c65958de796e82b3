// The server's events. After a restart or sleep the connection is made anew, however long it takes.
const SILENCE = 40_000; // the server gives a sign of life every 15 seconds
const AGAIN = 1_500;

export function listen(address, { told, working, away }) {
  let source = null;
  let heard = Date.now();
  let closed = false;

  function open() {
    source?.close();
    heard = Date.now();
    source = new EventSource(address());
    source.onmessage = (event) => {
      heard = Date.now();
      const data = JSON.parse(event.data);
      if (data.state === "working") working(data);
      else told(data);
    };
    source.addEventListener("beat", () => { heard = Date.now(); });
    source.onerror = () => {
      away();
      // The browser gives up after an answer that is no stream: another server may follow.
      if (source.readyState === EventSource.CLOSED && !closed) setTimeout(open, AGAIN);
    };
  }

  function look() {
    if (!closed && Date.now() - heard > SILENCE) {
      away();
      open();
    }
  }

  const timer = setInterval(look, 5_000);
  document.addEventListener("visibilitychange", look);
  addEventListener("online", open);
  open();
  return {
    close() {
      closed = true;
      clearInterval(timer);
      document.removeEventListener("visibilitychange", look);
      removeEventListener("online", open);
      source?.close();
    },
  };
}
