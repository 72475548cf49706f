/**
 * @typedef {object} Part one program that is no npm package
 * @property {string} name
 * @property {string[]} programs what it is called on PATH, the best first
 * @property {string} minimum the lowest version that will do
 * @property {string[]} versionArguments make it print its version
 * @property {Source} source where it comes from when it is not there
 * @property {string} byHand how a person installs it, where the source cannot be used
 */

/**
 * @typedef {object} Source a way to bring a program onto this machine
 * @property {string} describe names it for the progress line, with the usual time
 * @property {string} lock two fetches that share it wait for each other
 * @property {string} [version] what it brings, where that is pinned: names the folder in the cache
 * @property {() => string | undefined} obstacle why it cannot be used here, undefined when it can
 * @property {(folder: string) => Promise<void>} fetch puts the program into the folder, or onto PATH
 */

/**
 * @typedef {object} Service a part that runs as a server
 * @property {Part} part
 * @property {string} variable what `start` exports
 * @property {(at: Address) => string} url
 * @property {(at: Address) => string[]} args writes what it needs into the folder and answers with its arguments
 * @property {(at: Address) => Promise<void>} ready resolves when it answers, throws while it does not yet
 */

/**
 * @typedef {object} Address where a service runs
 * @property {number} port on 127.0.0.1
 * @property {string} folder its data, empty at the start
 * @property {Record<string, number>} ports of all the services that run, by name
 */

export {};
