/** Version 5: who is connected, so that a service that was killed finds those who never come back. */
export const presenceSchema = `
  ALTER TABLE users ADD COLUMN is_connected INTEGER NOT NULL DEFAULT 0;
  CREATE INDEX users_connected ON users (key) WHERE is_connected = 1;
`;

/** Version 7: and on which nodes, as a JSON array of their ids. Who was connected before was so on a node that ended. */
export const presenceNodesSchema = `
  ALTER TABLE users ADD COLUMN nodes TEXT NOT NULL DEFAULT '[]';
  UPDATE users SET nodes = '["before"]' WHERE is_connected = 1;
  DROP INDEX users_connected;
  ALTER TABLE users DROP COLUMN is_connected;
  CREATE INDEX users_present ON users (key) WHERE nodes <> '[]';
`;
