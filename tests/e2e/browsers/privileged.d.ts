// What Firefox's own scripts see; firefox.mjs uses a little of it.
declare const Ci: any;
declare const Services: any;
declare const gBrowser: { tabs: { linkedBrowser: { messageManager: any } }[] };
declare const WebExtensionPolicy: any;
declare function dump(text: string): void;
