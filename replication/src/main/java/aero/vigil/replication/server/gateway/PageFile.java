package aero.vigil.replication.server.gateway;

import io.vertx.core.buffer.Buffer;

/**
 * A file of the page, ready to be sent.
 *
 * @param content never changed
 * @param contentType with charset
 * @param entityTag quoted, of the content
 * @param cacheControl how long a browser may keep it
 * @param inlineScripts {@code 'sha256-...'} sources of the scripts that stand in an HTML file
 */
record PageFile(
        Buffer content,
        String contentType,
        String entityTag,
        String cacheControl,
        String inlineScripts) {}
