// The address of a text elsewhere: a link that opens apart.

/** The address of a text elsewhere: opened apart, and only where it is one of the web. */
export function Outside({ url }: { url: string }) {
  if (!/^https?:\/\//i.test(url)) return <>{url}</>;
  return (
    <a href={url} target="_blank" rel="noopener noreferrer">
      {url}
    </a>
  );
}
