/** The SELECT list of a `MessageRow`, over `messages` joined with its author in `users`. */
export const MESSAGE_COLUMNS = `messages.seq, users.id, messages.content, messages.created_at, messages.edited_at, messages.deleted_at,
   messages.files`;
