import { Children, isValidElement, type ReactNode } from 'react';

const escaped: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };

/** The text in what is drawn, as markup; what components make of what they are given is left out. */
const renderToStaticMarkup = (node: ReactNode): string =>
  Children.toArray(node)
    .map((child) => {
      if (isValidElement<{ children?: ReactNode }>(child)) return renderToStaticMarkup(child.props.children);
      // What is neither an element nor left out is a text or a number.
      return `${child as string | number}`.replaceAll(/[&<>]/g, (letter) => escaped[letter] ?? letter);
    })
    .join('');

/**
 * Stands in for React's renderer on servers, which is half as large as the one for browsers: a text of Grafana's that is
 * cut off asks it for its tooltip, nobody else anything.
 */
export default { renderToStaticMarkup };
