package aero.vigil.replication.server.gateway;

import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;

/**
 * Lets what is written to a socket in one turn of its event loop leave in one system call: a batch
 * of commits answers dozens of requests of one connection at once. Tells when what waits there has
 * fallen below the mark. Used on the event loop only.
 */
final class OneFlushATurn extends ChannelDuplexHandler {

    private final Runnable drained;
    private boolean due;

    OneFlushATurn(Runnable drained) {
        this.drained = drained;
    }

    /** What others hold back for this socket goes before what is made now. */
    @Override
    public void channelWritabilityChanged(ChannelHandlerContext context) {
        context.fireChannelWritabilityChanged();
        if (context.channel().isWritable()) {
            drained.run();
        }
    }

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
