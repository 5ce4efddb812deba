package aero.vigil.replication.server.gateway;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;

/**
 * Lets what is written to a socket in one turn of its event loop leave in one system call: a batch
 * of commits answers dozens of requests of one connection at once. Used on the event loop only.
 */
final class OneFlushATurn extends ChannelOutboundHandlerAdapter {

    private boolean due;

    @Override
    public void flush(ChannelHandlerContext context) {
        if (!due) {
            due = true;
            context.executor().execute(() -> flushNow(context));
        }
    }

    private void flushNow(ChannelHandlerContext context) {
        if (due) {
            due = false;
            context.flush();
        }
    }

    @Override
    public void close(ChannelHandlerContext context, ChannelPromise promise) throws Exception {
        flushNow(context);
        super.close(context, promise);
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext context) {
        flushNow(context);
    }
}
