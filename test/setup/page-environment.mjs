import { JSDOM } from 'jsdom';
import { TestEnvironment } from 'jest-environment-node';

/**
 * A test file that begins with `@jest-environment ./test/setup/page-environment.mjs` finds `browserPage`: a page of
 * http://shop.example, so that what runs in it meets a browser's rules for calls to another origin. It is made here
 * because jsdom needs Node's own loader.
 */
export default class PageEnvironment extends TestEnvironment {
  async setup() {
    await super.setup();
    this.dom = new JSDOM('', { url: 'http://shop.example/' });
    this.global.browserPage = this.dom.window;
  }

  async teardown() {
    this.dom?.window.close();
    await super.teardown();
  }
}
