/** What a form says of its file. */
interface FormFile {
  readonly bytes: Uint8Array;
  readonly name?: string;
  /** What the sender takes it for. */
  readonly type?: string;
}

/** A form with one file, as a browser makes it. */
export const formOf = (
  { bytes, name = 'file', type = 'application/octet-stream' }: FormFile,
  field = 'file',
): FormData => {
  const form = new FormData();
  form.append(field, new Blob([Uint8Array.from(bytes)], { type }), name);
  return form;
};

/** Uploads a form as it is. */
export const postForm = (url: string, token: string, form: FormData): Promise<Response> =>
  fetch(`${url}/api/files`, { method: 'POST', headers: { authorization: `Bearer ${token}` }, body: form });
