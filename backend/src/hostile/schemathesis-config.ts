interface Known {
  readonly userToken: string;
  readonly serviceToken: string;
  readonly channelIds: readonly string[];
  /** Ids, or `me`. */
  readonly userIds: readonly string[];
  /** Numbers of messages. */
  readonly seqs: readonly number[];
}

/** Where a schema cannot say all that a request must fulfil, so that a valid one may be refused with 400. */
const MORE_THAN_SCHEMAS = [
  'listMessages', // "before" and "after" do not go together
  'createChannel', // a direct channel takes exactly one member beside oneself
  'sendMessage', // files must be one's own
  'uploadFile', // the type of a file is found by its content
  'editMessage', // content is bounded in bytes, a schema counts characters
];

/** A configuration of Schemathesis: tokens for each kind of caller, and ids of what is there for most requests. */
export const schemathesisConfig = ({ userToken, serviceToken, channelIds, userIds, seqs }: Known): string => `
[auth.openapi.userToken]
bearer = ${JSON.stringify(userToken)}
[auth.openapi.serviceToken]
bearer = ${JSON.stringify(serviceToken)}

[dictionaries]
channels = { values = ${JSON.stringify(channelIds)} }
users = { values = ${JSON.stringify(userIds)} }
seqs = { values = ${JSON.stringify(seqs)} }

[parameters]
"path.channelId" = { dictionary = "channels", probability = 0.7 }
"path.userId" = { dictionary = "users", probability = 0.7 }
"path.seq" = { dictionary = "seqs", probability = 0.7 }

[checks.negative_data_rejection]
expected-statuses = ["400", "401", "403", "404", "405", "406", "409", "413", "415", "416"]

[[operations]]
include-operation-id = ${JSON.stringify(MORE_THAN_SCHEMAS)}
checks.positive_data_acceptance.expected-statuses = ["2xx", "400", "401", "403", "404", "409", "413", "415"]
`;
