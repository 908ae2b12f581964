// HTTP mode: what stands before Bolt's receiver. Bolt checks the signature and refuses stamps older than five minutes, but takes
// one from the future; a recorded request could be kept for later that way.
import type { IncomingMessage, ServerResponse } from 'node:http';

type Listener = (request: IncomingMessage, response: ServerResponse) => void;

const WINDOW_S = 5 * 60;

/** Refuses requests stamped more than five minutes ahead of real time (Slack's stamp knows nothing of the service's own clock). */
export const guardStamp =
  (listener: Listener): Listener =>
  (request, response) => {
    const stamp = Number(request.headers['x-slack-request-timestamp']);
    const now = (performance.timeOrigin + performance.now()) / 1000;
    if (stamp > now + WINDOW_S) {
      response.writeHead(401).end();
      return;
    }
    try {
      listener(request, response);
    } catch {
      // Bolt throws for every path and method but its own.
      response.writeHead(404).end();
    }
  };
