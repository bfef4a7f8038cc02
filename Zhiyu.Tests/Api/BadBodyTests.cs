using System.Text;

namespace Zhiyu.Tests.Api;

public sealed class BadBodyTests(ApiApp app) : IClassFixture<ApiApp>
{
    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData("{")]
    [InlineData("{\"title\":")]
    [InlineData("{'title':'x'}")]
    [InlineData("{\"title\":\"x\",}")]
    [InlineData("{} {}")]
    [InlineData("// nothing\n{}")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("\"text\"")]
    [InlineData("17")]
    public async Task A_body_that_is_no_JSON_object_is_refused(string body)
    {
        foreach (var path in new[] { "posts", "comments", "votes", "reports" })
        {
            var reply = await app.WriteAsync($"/v1/{path}", Encoding.UTF8.GetBytes(body));

            Assert.Equal((400, "VALIDATION_ERROR"), (reply.Status, reply.Code));
            Assert.Equal(["$"], reply.FaultyFields);
        }
    }

    [Fact]
    public async Task A_body_nested_without_end_is_refused()
    {
        var reply = await app.WriteAsync("/v1/posts", Encoding.UTF8.GetBytes(new string('[', 100_000)));

        Assert.Equal((400, "VALIDATION_ERROR"), (reply.Status, reply.Code));
    }

    [Theory]
    [InlineData(31, 201)]
    [InlineData(32, 400)]
    public async Task A_body_may_be_nested_32_levels_deep(int arrays, int status)
    {
        var nested = new string('[', arrays) + new string(']', arrays);
        var body = ApiCalls.Post().ToJsonString().Replace("{", $"{{\"more\":{nested},", StringComparison.Ordinal);

        var reply = await app.WriteAsync("/v1/posts", Encoding.UTF8.GetBytes(body));

        Assert.Equal(status, reply.Status);
        if (status == 400) Assert.Equal("The body must be nested at most 32 levels deep.", reply.Message);
    }

    [Fact]
    public async Task Bytes_that_are_not_UTF8_are_refused()
    {
        var body = Encoding.UTF8.GetBytes(ApiCalls.Post(title: "x").ToJsonString());
        body[Array.IndexOf(body, (byte)'x')] = 0xff;

        var reply = await app.WriteAsync("/v1/posts", body);

        Assert.Equal((400, "VALIDATION_ERROR"), (reply.Status, reply.Code));
        Assert.Contains("UTF-8", reply.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_field_given_twice_is_named_beside_other_faults()
    {
        var body = ApiCalls.Post(title: " ").ToJsonString()
            .Replace("{", "{\"body\":\"first\",", StringComparison.Ordinal);

        var reply = await app.WriteAsync("/v1/posts", Encoding.UTF8.GetBytes(body));

        Assert.Equal(400, reply.Status);
        Assert.Equal(["body", "title"], reply.FaultyFields);
    }

    [Fact]
    public async Task A_field_name_that_is_not_Unicode_is_refused()
    {
        var body = ApiCalls.Post().ToJsonString().Replace("{", "{\"\\ud800\":1,", StringComparison.Ordinal);

        var reply = await app.WriteAsync("/v1/posts", Encoding.UTF8.GetBytes(body));

        Assert.Equal((400, "VALIDATION_ERROR"), (reply.Status, reply.Code));
    }

    [Theory]
    [InlineData("text/plain")]
    [InlineData("application/x-www-form-urlencoded")]
    [InlineData("application/json; charset=utf-16")]
    [InlineData("application/jsonp")]
    public async Task Another_content_type_is_refused(string contentType)
    {
        var body = Encoding.UTF8.GetBytes(ApiCalls.Post().ToJsonString());

        var reply = await app.WriteAsync("/v1/posts", body, contentType);

        Assert.Equal((415, "UNSUPPORTED_MEDIA_TYPE"), (reply.Status, reply.Code));
    }

    [Theory]
    [InlineData("application/json; charset=utf-8")]
    [InlineData("Application/JSON; charset=\"UTF-8\"")]
    public async Task JSON_in_UTF8_may_say_so(string contentType)
    {
        var body = Encoding.UTF8.GetBytes(ApiCalls.Post().ToJsonString());

        Assert.Equal(201, (await app.WriteAsync("/v1/posts", body, contentType)).Status);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_body_over_a_mebibyte_is_refused_whether_or_not_it_says_so(bool saysSo)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/v1/posts")
        {
            Content = saysSo
                ? new ByteArrayContent(new byte[1024 * 1024 + 1])
                : new StreamContent(new EndlessStream(1024 * 1024 + 1)),
        };

        var reply = await app.SendAsync(request);

        Assert.Equal((413, "PAYLOAD_TOO_LARGE"), (reply.Status, reply.Code));
    }

    /// <summary>Bytes without a known length, so that they go out in chunks.</summary>
    private sealed class EndlessStream(int left) : Stream
    {
        private int _left = left;

        public override bool CanRead => true;
        public override bool CanSeek => false;
        public override bool CanWrite => false;
        public override long Length => throw new NotSupportedException();
        public override long Position
        {
            get => throw new NotSupportedException();
            set => throw new NotSupportedException();
        }

        public override int Read(byte[] buffer, int offset, int count)
        {
            var read = Math.Min(count, _left);
            _left -= read;
            return read;
        }

        public override void Flush() => throw new NotSupportedException();
        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();
        public override void SetLength(long value) => throw new NotSupportedException();
        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
