import { createContext, useContext } from 'react';
import type { PageId } from './page-paths';

/** Which page is shown. */
export const PageContext = createContext<PageId>('overview');

/** The page that is shown. */
export const useCurrentPage = (): PageId => useContext(PageContext);
