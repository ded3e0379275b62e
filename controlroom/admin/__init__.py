"""Commands of the folder's owner: asked of the running gateway, else of the files."""
