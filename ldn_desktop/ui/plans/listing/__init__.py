"""All plans of the library: what is due, searched, filtered, and one of them in short."""
