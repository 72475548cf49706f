/** Counts since the client was made. */
export interface ChatStats {
  /** Log entries handed to the application. */
  received: number;
  /** Log entries that came again and were dropped. */
  duplicates: number;
  /** Holes seen in a channel's numbers; each is followed by a resume from before it. */
  gaps: number;
  /** Times the connection became ready again. */
  reconnects: number;
  /** Resumes that the server answered with all that was missed. */
  recovered: number;
  /** Resumes that were too far behind, so that history was fetched. */
  notRecovered: number;
  /** Requests sent again, after a reconnect or a refusal that passes. */
  resent: number;
}

export function newStats(): ChatStats {
  return { received: 0, duplicates: 0, gaps: 0, reconnects: 0, recovered: 0, notRecovered: 0, resent: 0 };
}
